internal import Synchronization

/// Asks a thread that waits in `Poll` to end.
public final class StopSignal: Sendable {
    /// Wakes the thread; add its descriptor to the poll.
    public let waker: Waker
    private let flag = Atomic(false)

    public init() throws(ZeroMQError) { waker = try Waker() }

    public var isGiven: Bool { flag.load(ordering: .acquiring) }

    public func give() {
        flag.store(true, ordering: .releasing)
        waker.wake()
    }
}
