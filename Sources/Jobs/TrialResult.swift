/// What one trial of a search came to.
public struct TrialResult: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable {
        case completed
        /// NaN, an infinity or divergence ended it: an answer about these parameters, not a fault.
        case infeasible
    }

    /// The metrics at the end of one epoch.
    public struct Epoch: Hashable, Sendable, Codable {
        /// From 1.
        public var epoch: Int
        public var metrics: [String: Double]

        public init(epoch: Int, metrics: [String: Double]) {
            self.epoch = epoch
            self.metrics = metrics
        }
    }

    public var state: State
    /// The last epoch's metrics.
    public var metrics: [String: Double]
    public var history: [Epoch]
    /// Why and where an infeasible trial ended; empty otherwise.
    public var reason: String
    /// What the monitors found wrong with a completed trial, at most 512 bytes.
    public var findings: [TrialFinding]

    public init(
        state: State, metrics: [String: Double], history: [Epoch], reason: String = "",
        findings: [TrialFinding] = []
    ) {
        self.state = state
        self.metrics = metrics
        self.history = history
        self.reason = reason
        self.findings = findings
    }
}
