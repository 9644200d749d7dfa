/// What operators say about workers and hosts, and the answers.
extension FromClient {
    /// The workers of this name, or on this host, get no more jobs and end once they have none;
    /// with `now` they give theirs back at once.
    public struct Drain: Message {
        public static let kind = "client.drain"
        public var name: String
        public var now: Bool
        /// See ``Submit/proof``.
        public var proof: String?

        public init(name: String, now: Bool, proof: String? = nil) {
            self.name = name
            self.now = now
            self.proof = proof
        }
    }
}

extension ToClient {
    /// These workers are to end; each with its host.
    public struct Draining: Message {
        public static let kind = "coordinator.draining"
        public var name: String
        public var workers: [String]

        public init(name: String, workers: [String]) {
            self.name = name
            self.workers = workers
        }
    }
}
