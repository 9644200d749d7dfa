public import Jobs

/// The diagnosis that a report opens with.
public struct ReportSummary: Hashable, Sendable, Codable {
    /// How many checks ended in each verdict.
    public struct FindingCounts: Hashable, Sendable, Codable {
        public var passed = 0
        public var warned = 0
        public var failed = 0
        public var skipped = 0
        public var error = 0

        public var total: Int { passed + warned + failed + skipped + error }
    }

    /// How many trials ended in each state.
    public struct TrialCounts: Hashable, Sendable, Codable {
        public var planned = 0
        public var completed = 0
        public var infeasible = 0
        public var failed = 0
        public var cancelled = 0
        /// Completed trials with a finite metric.
        public var ranked = 0

        public var ended: Int { completed + infeasible + failed + cancelled }
    }

    /// A trial and the value of the search's metric: its own or, on the curve of the best so far,
    /// the best among it and the trials before it.
    public struct Leader: Hashable, Sendable, Codable {
        public var trial: Int
        public var value: Double
    }

    /// One thing that is wrong.
    public struct Problem: Hashable, Sendable, Codable {
        /// The check that found it, or `trials` and `repeats` for what those of a search show
        /// together.
        public var check: String
        /// Failed, error or warned.
        public var verdict: Finding.Verdict
        public var evidence: String
        /// What probably causes it and what to try.
        public var advice: String
        /// The checks of other problems that would be symptoms of this one; they stand behind it.
        public var explains: [String]
    }

    /// A finding that is wrong, but known: it counts for nothing.
    public struct Accepted: Hashable, Sendable, Codable {
        public var check: String
        /// Failed or warned.
        public var verdict: Finding.Verdict
        public var evidence: String
        /// Why it is accepted, in the experiment file's words.
        public var why: String
    }

    /// The whole run in one sentence.
    public var verdict: String
    public var findings: FindingCounts
    /// Causes before their symptoms; most severe first, failed, error, warned, where a cause is as
    /// severe as the worst that it explains; then in plan order.
    public var problems: [Problem]
    /// In plan order; they are no problems.
    public var accepted: [Accepted]
    /// Nil for checks.
    public var trials: TrialCounts?
    /// The trial ranked first.
    public var best: Leader?
    /// By trial index; empty for checks.
    public var bestSoFar: [Leader]

    init(
        findings: [Finding], trials: [ReportedTrial], repeats: ReportedRepeats?,
        run: ReportedRun
    ) {
        let known = run.accepted ?? [:]
        let search = run.search
        self.findings = Self.count(findings)
        accepted = findings.compactMap { Self.accepted($0, known[$0.check]) }
        let names = accepted.map(\.check)
        let others = findings.filter { !names.contains($0.check) }
        problems = Self.problems(of: others)
        bestSoFar = []
        verdict = ""
        if let search {
            self.trials = Self.count(trials, planned: search.trials)
            bestSoFar = ReportedTrial.bestSoFar(trials, metric: search.metric, goal: search.goal)
            best = trials.first { $0.rank == 1 }.flatMap { trial in
                trial.metrics[search.metric].map { Leader(trial: trial.index, value: $0) }
            }
            problems += SearchDiagnosis(trials: trials, search: search).problems
            if let repeats { problems += RepeatDiagnosis(repeats, search: search).problems }
        }
        problems = ProblemOrder(problems).ordered
        verdict = VerdictSentence.make(of: others, summary: self, run: run)
        if let search {
            let words = SearchSentences(trials: trials, repeats: repeats, search: search)
            verdict = ([verdict] + words.all).joined(separator: " ")
        }
    }

    private static func count(_ findings: [Finding]) -> FindingCounts {
        func count(_ verdict: Finding.Verdict) -> Int {
            findings.count { $0.verdict == verdict }
        }
        return FindingCounts(
            passed: count(.passed), warned: count(.warned), failed: count(.failed),
            skipped: count(.skipped), error: count(.error))
    }

    private static func count(_ trials: [ReportedTrial], planned: Int) -> TrialCounts {
        func count(_ state: ReportedTrial.State) -> Int { trials.count { $0.state == state } }
        return TrialCounts(
            planned: planned, completed: count(.completed), infeasible: count(.infeasible),
            failed: count(.failed), cancelled: count(.cancelled),
            ranked: trials.count { $0.rank != nil })
    }

    private static func problems(of findings: [Finding]) -> [Problem] {
        findings.filter { [.failed, .error, .warned].contains($0.verdict) }.map {
            Problem(
                check: $0.check, verdict: $0.verdict, evidence: $0.evidence, advice: $0.advice,
                explains: $0.explains)
        }
    }

    private static func accepted(_ finding: Finding, _ why: String?) -> Accepted? {
        guard let why, finding.verdict == .failed || finding.verdict == .warned else { return nil }
        return Accepted(
            check: finding.check, verdict: finding.verdict, evidence: finding.evidence, why: why)
    }

    /// The checks whose findings explain `problem`, without those that are explained themselves.
    func causes(of problem: Problem) -> [String] {
        let found = problems.filter { $0.explains.contains(problem.check) }
        let explained = Set(found.flatMap(\.explains))
        return found.map(\.check).filter { !explained.contains($0) }
    }
}
