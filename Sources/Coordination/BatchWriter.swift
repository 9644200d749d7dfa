package import Jobs

/// Makes changes durable while the coordinator turns on, one batch at a time. ``StoreWriter`` is
/// the real one.
package protocol BatchWriter: AnyObject {
    /// Hands over a batch; the last one must have been answered.
    func begin(_ batch: [StoreWrite])
    /// The answer to the batch under way, once.
    func takeAnswer() -> BatchAnswer?
    /// Waits until there is an answer, or for so long.
    func wait(for patience: Duration) throws
}

/// What became of a batch.
package enum BatchAnswer: Sendable {
    /// The batch is on disk, but for the changes of these runs.
    case durable(broken: [RunID: String])
    /// Nothing of it is.
    case failed(String)
}
