internal import Foundation
internal import Jobs
internal import Synchronization
internal import ZeroMQ

/// The thread that makes changes durable, so that the coordinator's own never waits for the disk.
///
/// One batch is under way at a time; what comes meanwhile is gathered by the loop and goes with the
/// next: the slower the disk, the larger the batches.
final class StoreWriter: BatchWriter, Sendable {
    private struct State {
        var batch: [StoreWrite]?
        var answer: BatchAnswer?
        var isStopping = false
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
        let work = DispatchSemaphore(value: 0)
        let bell: Waker

        init(bell: Waker) { self.bell = bell }
    }

    private let shared: Shared
    /// Rings when an answer is there.
    let bell: Waker

    init(_ store: Store) throws {
        bell = try Waker()
        let shared = Shared(bell: bell)
        self.shared = shared
        let thread = Thread {
            while true {
                shared.work.wait()
                let (batch, isStopping) = shared.state.withLock { ($0.batch, $0.isStopping) }
                if let batch {
                    let answer: BatchAnswer
                    do {
                        answer = .durable(broken: try store.commit(batch))
                    } catch {
                        answer = .failed("\(error)")
                    }
                    shared.state.withLock { state in
                        state.batch = nil
                        state.answer = answer
                    }
                    shared.bell.wake()
                }
                if isStopping { return }
            }
        }
        thread.name = "store"
        thread.start()
    }

    /// Hands over a batch; the last one must have been answered.
    func begin(_ batch: [StoreWrite]) {
        shared.state.withLock { state in
            precondition(state.batch == nil && state.answer == nil, "a batch is under way")
            state.batch = batch
        }
        shared.work.signal()
    }

    /// The answer to the batch under way, once.
    func takeAnswer() -> BatchAnswer? {
        shared.state.withLock { state in
            defer { state.answer = nil }
            return state.answer
        }
    }

    func wait(for patience: Duration) throws {
        var poll = Poll()
        poll.add(descriptor: bell.descriptor, for: .readable)
        try poll.wait(patience)
        bell.drain()
    }

    /// Lets the thread end.
    func stop() {
        shared.state.withLock { $0.isStopping = true }
        shared.work.signal()
    }
}
