public import Jobs
internal import Search

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
        guard let index = TrialName.index(ofTrial: record.job.name) else { return nil }
        let end = TrialEnd(record.outcome)
        self.init(
            index: index, state: end.state, reason: end.reason,
            parameters: record.job.parameters, metrics: end.result?.metrics ?? [:],
            history: end.result?.history ?? [],
            findings: end.result?.findings ?? [])
    }
}
