internal import Jobs
public import Search

/// The leading trials' runs with fresh seeds, and the ranking by these alone.
public struct ReportedRepeats: Hashable, Sendable, Codable {
    /// One trial's run with one seed.
    public struct Run: Hashable, Sendable, Codable {
        /// The seed's number in `repeat/17/3`.
        public var seed: Int
        public var state: ReportedTrial.State
        /// Why a run that is not completed ended; empty otherwise.
        public var reason: String
        /// The search's metric at the end; nil where the run has none.
        public var value: Double?
    }

    /// One trial's runs together.
    public struct Trial: Hashable, Sendable, Codable {
        /// From 1: by the mean; a trial with runs that gave no number stands behind those with
        /// fewer.
        public var rank: Int
        /// The trial's index.
        public var trial: Int
        /// By seed; a trial's seeds are those of all others.
        public var runs: [Run]
        /// Of the runs that gave a finite number; nil where none did.
        public var mean: Double?
        /// Against the trial ranked first, and against the one before; nil for the first, and
        /// where no seed gave both a number.
        public var behindFirst: PairedComparison?
        public var behindPrevious: PairedComparison?

        /// Runs in this state.
        func count(_ state: ReportedTrial.State) -> Int { runs.count { $0.state == state } }

        /// Whether the interval of its distance from the first leaves 0 out.
        public var isSeparatedFromFirst: Bool { behindFirst?.isSeparated ?? false }
    }

    /// Best first.
    public var trials: [Trial]
    /// Why there are none; empty where there are.
    public var reason: String

    /// Reads the repeats from the records of a run, in whatever order they came.
    init(_ records: [JobRecord], search: ReportedRun.Search) {
        let outcomes = Dictionary(
            records.map { ($0.job.name, $0.outcome) }, uniquingKeysWith: { first, _ in first })
        var runs: [Int: [Run]] = [:]
        var planned = [PlannedJob]()
        reason = ""
        switch outcomes[TrialName.repeats] {
        case .plan(let jobs):
            planned = jobs
            if jobs.isEmpty { reason = "No trial is ranked, so none could run again." }
        case .failure(let failure): reason = FailureAccount(failure).sentence
        case nil: reason = "The run ended before their turn came."
        default: reason = "Their planning brought something else than a plan."
        }
        for job in planned {
            guard let name = TrialName.again(job.name) else { continue }
            runs[name.trial, default: []].append(
                Run(name.seed, outcomes[job.name], metric: search.metric))
        }
        let ranking = RepeatRanking(runs.mapValues { $0.map(\.rankedValue) }, goal: search.goal)
        trials = ranking.entries.map { entry in
            Trial(
                rank: entry.rank, trial: entry.trial, runs: runs[entry.trial] ?? [],
                mean: entry.mean, behindFirst: entry.behindFirst,
                behindPrevious: entry.behindPrevious)
        }
    }
}

extension ReportedRepeats.Run {
    fileprivate init(_ seed: Int, _ outcome: Outcome?, metric: String) {
        self.init(seed: seed, state: .cancelled, reason: "", value: nil)
        guard let outcome else {
            reason = "The run ended before its turn came."
            return
        }
        let end = TrialEnd(outcome)
        state = end.state
        reason = end.reason
        value = end.result?.metrics[metric]
    }

    /// What it is ranked by: the value of a run that was completed.
    fileprivate var rankedValue: Double? { state == .completed ? value : nil }
}
