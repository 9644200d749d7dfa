public import Jobs

/// One trial of a search as a report shows it.
public struct ReportedTrial: Hashable, Sendable, Codable {
    /// How a trial ended.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case completed
        /// NaN, an infinity or divergence ended it: an answer about its parameters.
        case infeasible
        /// It could not be carried out.
        case failed
        case cancelled
    }

    /// The number in `trial/17`.
    public var index: Int
    /// From 1; only a completed trial with a finite metric is ranked.
    public var rank: Int?
    public var state: State
    /// Why a trial that is not completed ended; empty otherwise.
    public var reason: String
    public var parameters: [String: ParameterValue]
    /// The last epoch's metrics.
    public var metrics: [String: Double]
    public var history: [TrialResult.Epoch]
    /// What the monitors found wrong.
    public var findings: [TrialFinding]

    public init(
        index: Int, state: State, reason: String = "", parameters: [String: ParameterValue],
        metrics: [String: Double] = [:], history: [TrialResult.Epoch] = [],
        findings: [TrialFinding] = []
    ) {
        self.index = index
        self.state = state
        self.reason = reason
        self.parameters = parameters
        self.metrics = metrics
        self.history = history
        self.findings = findings
    }

    /// Reads the record of a trial, without a rank; nil for the record of any other job.
    public init?(_ record: JobRecord) {
        let parts = record.job.name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "trial", let index = Int(parts[1]) else { return nil }
        self.init(index: index, state: .completed, parameters: record.job.parameters)
        switch record.outcome {
        case .trial(let result):
            state = result.state == .completed ? .completed : .infeasible
            reason = result.reason
            metrics = result.metrics
            history = result.history
            findings = result.findings
        case .failure(let failure):
            state = FailureAccount(failure).verdict == .skipped ? .cancelled : .failed
            reason = FailureAccount(failure).evidence
        case .findings, .probe, .plan:
            state = .failed
            reason = "Its job brought something else than a trial."
        }
    }
}
