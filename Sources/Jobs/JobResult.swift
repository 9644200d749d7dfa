/// One attempt's outcome on its way to the coordinator, with what a clock measured beside it.
public struct JobResult: Hashable, Sendable, Codable {
    public var attempt: AttemptID
    public var outcome: Outcome
    /// The numerics that the compute process really ran with.
    public var numerics: String
    public var execution: Execution

    /// What never enters a report's bytes.
    public struct Execution: Hashable, Sendable, Codable {
        public var host: String
        public var worker: String
        public var slot: Int
        public var seconds: Double
        /// The compute process's peak resident memory in bytes.
        public var peakMemory: Int
        /// The kernels that OpenBLAS chose on that host, such as `Zen`.
        public var openblasKernel: String?
        /// The vector instructions that our loops used: `x86-64-v4`, `x86-64-v3`, `baseline`.
        public var vectorLevel: String?

        public init(
            host: String, worker: String, slot: Int, seconds: Double, peakMemory: Int,
            openblasKernel: String? = nil, vectorLevel: String? = nil
        ) {
            self.host = host
            self.worker = worker
            self.slot = slot
            self.seconds = seconds
            self.peakMemory = peakMemory
            self.openblasKernel = openblasKernel
            self.vectorLevel = vectorLevel
        }
    }

    public init(
        attempt: AttemptID, outcome: Outcome, numerics: String, execution: Execution
    ) {
        self.attempt = attempt
        self.outcome = outcome
        self.numerics = numerics
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
