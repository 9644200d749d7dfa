/// One attempt's outcome on its way to the coordinator, with what a clock measured beside it.
public struct JobResult: Hashable, Sendable, Codable {
    public var attempt: AttemptID
    public var outcome: Outcome
    /// The kernel kind that the compute process really ran with.
    public var kernelKind: String
    public var execution: Execution

    /// What never enters a report's bytes.
    public struct Execution: Hashable, Sendable, Codable {
        public var host: String
        public var worker: String
        public var slot: Int
        public var seconds: Double
        /// The compute process's peak resident memory in bytes.
        public var peakMemory: Int

        public init(host: String, worker: String, slot: Int, seconds: Double, peakMemory: Int) {
            self.host = host
            self.worker = worker
            self.slot = slot
            self.seconds = seconds
            self.peakMemory = peakMemory
        }
    }

    public init(
        attempt: AttemptID, outcome: Outcome, kernelKind: String, execution: Execution
    ) {
        self.attempt = attempt
        self.outcome = outcome
        self.kernelKind = kernelKind
        self.execution = execution
    }
}

extension JobResult {
    /// Bytes that a result's JSON may have, so that it fits a message together with its job.
    public static let sizeLimit = 960 << 10

    /// What becomes of a result that is larger.
    public static func tooLarge(_ bytes: Int) -> Failure {
        Failure(
            .refused,
            "the result has \(bytes) bytes and at most \(sizeLimit) fit a message: return fewer "
                + "series, pictures or epochs")
    }
}
