public import Jobs

/// The document of `report.json`: what a run found, as a pure function of what was asked, so that
/// any number of workers, any order and any repeated attempt give the same bytes.
///
/// It never holds an id, a host, an absolute path, a date, an attempt or a time.
public struct Report: Hashable, Sendable, Codable {
    public static let currentSchema = "preflight.report/1"

    public var schema: String
    public var run: ReportedRun
    /// What is wrong, what probably causes it and what to try.
    public var summary: ReportSummary
    /// In the order of the run's jobs, one for each planned check.
    public var findings: [Finding]
    /// Ranked trials first, best first; then the others by index.
    public var trials: [ReportedTrial]
    /// The leading trials' runs with fresh seeds; nil where none were asked for.
    public var repeats: ReportedRepeats?

    /// Builds the report of a run from the records of its jobs, in whatever order they came.
    ///
    /// - Parameters:
    ///   - submission: what was asked.
    ///   - numerics: the numerics that the results were made with.
    ///   - version: the program's version.
    ///   - rules: what was said beforehand about its findings.
    ///   - records: at most one record per job, whose paths give the findings' order; a planned
    ///     check without one is reported as skipped.
    public init(
        _ submission: RunSubmission, numerics: String, version: String,
        rules: ReportRules = ReportRules(), records: [JobRecord]
    ) {
        schema = Self.currentSchema
        run = ReportedRun(submission, numerics: numerics, version: version, rules: rules)
        findings = rules.upToFirstFailure(FindingOrder.findings(of: submission, in: records))
        let unranked = records.compactMap(ReportedTrial.init).sorted { $0.index < $1.index }
        if let search = submission.search {
            trials = ReportedTrial.ranked(unranked, metric: search.metric, goal: search.goal)
        } else {
            trials = unranked
        }
        repeats = run.search.flatMap { search in
            search.repeats.map { _ in ReportedRepeats(records, search: search) }
        }
        summary = ReportSummary(
            findings: findings, trials: trials, repeats: repeats, run: run)
    }

    /// How the findings are counted.
    public var rules: ReportRules { run.rules }

    /// Returns what one job's record adds to a report, one finding for each of its checks; for
    /// those who show findings as they come.
    public static func findings(of record: JobRecord) -> [Finding] {
        FindingOrder.findings(of: record)
    }
}
