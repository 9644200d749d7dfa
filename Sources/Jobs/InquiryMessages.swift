/// What `preflight doctor` asks on a worker's host: nothing is joined by it.
extension FromWorker {
    public struct Inquire: Message {
        public static let kind = "worker.inquire"
        public init() {}
    }
}

extension ToWorker {
    /// The answer to an inquiry.
    public struct Facts: Message {
        public static let kind = "coordinator.facts"
        /// Seconds since 1970 by the coordinator's clock.
        public var time: Double
        /// How many workers it has.
        public var workers: Int
        /// What is wrong there; mostly empty.
        public var trouble: String

        public init(time: Double, workers: Int, trouble: String) {
            self.time = time
            self.workers = workers
            self.trouble = trouble
        }
    }
}

/// What `preflight replay` asks for.
extension FromClient {
    /// Asks for all that one recorded job of a run was made from.
    public struct Recall: Message {
        public static let kind = "client.recall"
        public var run: RunID
        public var job: String
        /// See ``Submit/proof``.
        public var proof: String?

        public init(run: RunID, job: String, proof: String? = nil) {
            self.run = run
            self.job = job
            self.proof = proof
        }
    }

    /// Asks for one piece of a blob of a run; the answer is the one that workers get.
    public struct Fetch: Message {
        public static let kind = "client.fetch"
        public var run: RunID
        public var hash: ContentHash
        public var offset: Int
        /// See ``Submit/proof``.
        public var proof: String?

        public init(run: RunID, hash: ContentHash, offset: Int, proof: String? = nil) {
            self.run = run
            self.hash = hash
            self.offset = offset
            self.proof = proof
        }
    }
}

extension ToClient {
    /// One recorded job as it would be handed out again.
    public struct Recalled: Message {
        public static let kind = "coordinator.recalled"
        public var assignment: Assignment
        /// Its record's number, for who watches the run from there.
        public var number: Int

        public init(assignment: Assignment, number: Int) {
            self.assignment = assignment
            self.number = number
        }
    }
}
