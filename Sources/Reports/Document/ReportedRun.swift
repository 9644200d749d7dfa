public import Jobs

/// What a report says about the run that it is the report of.
public struct ReportedRun: Hashable, Sendable, Codable {
    /// What a search looked for and where.
    public struct Search: Hashable, Sendable, Codable {
        public var metric: String
        public var goal: SearchPlan.Goal
        public var space: [SearchPlan.Parameter]
        /// How many trials were planned.
        public var trials: Int
        /// The index of the trial with the file's own defaults; nil where there is none.
        public var defaultsTrial: Int?
        /// How often the leading trials were to run again; nil: not at all.
        public var repeats: RepeatCount?
    }

    public var kind: RunSubmission.Kind
    /// The experiment's name.
    public var experiment: String
    /// The hash of the experiment file.
    public var file: ContentHash
    /// The data files by content; a path is as the experiment file writes it, an absolute one cut
    /// down to its last part, since it tells about the machine and not about the experiment.
    public var data: [BlobReference]
    public var seed: UInt64
    /// The version of the program that made the report.
    public var version: String
    public var numerics: String
    /// Nil for checks.
    public var search: Search?
    /// The checks whose findings the experiment file accepts, with the reason; nil where it
    /// accepts none.
    public var accepted: [String: String]?
    /// True where warnings count as failures do; else nil.
    public var strict: Bool?
    /// True where the run was to end at its first failure; else nil.
    public var stopAtFirst: Bool?

    init(
        _ submission: RunSubmission, numerics: String, version: String, rules: ReportRules
    ) {
        kind = submission.kind
        experiment = submission.experiment
        file = submission.file
        data = submission.data.map(Self.withoutFolder)
        seed = submission.seed
        self.version = version
        self.numerics = numerics
        accepted = rules.accepted.isEmpty ? nil : rules.accepted
        strict = rules.isStrict ? true : nil
        stopAtFirst = rules.stopsAtFirst ? true : nil
        search = submission.search.map {
            Search(
                metric: $0.metric, goal: $0.goal, space: $0.space, trials: $0.count,
                defaultsTrial: $0.defaultsTrial, repeats: $0.repeats)
        }
    }

    var rules: ReportRules {
        ReportRules(
            accepted: accepted ?? [:], isStrict: strict ?? false,
            stopsAtFirst: stopAtFirst ?? false)
    }

    private static func withoutFolder(_ blob: BlobReference) -> BlobReference {
        guard blob.path.hasPrefix("/") || blob.path.hasPrefix("~") else { return blob }
        var blob = blob
        blob.path = blob.path.split(separator: "/").last.map(String.init) ?? ""
        return blob
    }
}
