/// Stands between other messages to a connection: who reads it says so, by which the coordinator
/// knows that all before it has been read.
public struct ReadMark: Message {
    public static let kind = "coordinator.mark"
    /// Drawn at random.
    public var mark: String

    public init(mark: String) { self.mark = mark }
}

extension FromWorker {
    /// The worker has read this mark, and all before it.
    public struct Reached: Message {
        public static let kind = "worker.reached"
        public var mark: String

        public init(mark: String) { self.mark = mark }
    }
}

extension FromClient {
    /// The client has read this mark, and all before it.
    public struct Reached: Message {
        public static let kind = "client.reached"
        public var mark: String

        public init(mark: String) { self.mark = mark }
    }
}
