internal import Coordination
internal import Foundation
internal import Jobs
internal import Synchronization

/// Asks a coordinator of this process what it does, again and again, on a thread of its own: an
/// answer shows that the coordinator's loop turns.
final class CoordinatorWatch: Sendable {
    private let ended = Latch()
    private let condition = NSCondition()
    private let isOver = Mutex(false)

    /// - Parameter look: is given each answer.
    init(
        of service: CoordinatorService, every interval: Duration,
        _ look: @escaping @Sendable (ToClient.Overview) -> Void
    ) {
        let thread = Thread { [self] in
            defer { ended.open() }
            guard let client = try? Client(of: service) else { return }
            client.patience = .seconds(10)
            repeat {
                if let overview = try? client.status() { look(overview) }
            } while waits(interval)
        }
        thread.name = "watch"
        thread.start()
    }

    /// False once it is to end.
    private func waits(_ interval: Duration) -> Bool {
        let deadline = Date(timeIntervalSinceNow: interval / .seconds(1))
        condition.lock()
        defer { condition.unlock() }
        while !isOver.withLock({ $0 }), condition.wait(until: deadline) {}
        return !isOver.withLock { $0 }
    }

    /// Ends the thread and waits for it; the coordinator must still be there.
    func stop() {
        condition.lock()
        isOver.withLock { $0 = true }
        condition.broadcast()
        condition.unlock()
        ended.wait()
    }
}

extension ToClient.Overview {
    /// What a service manager shows.
    var sentence: String {
        let active = runs.count { $0.state == .active }
        let busy = workers.reduce(0) { $0 + min($1.busy, $1.slots) }
        let slots = workers.reduce(0) { $0 + $1.slots }
        return "\(active) active runs, \(workers.count) workers, \(busy) of \(slots) slots busy"
            + (trouble.isEmpty ? "" : "; \(trouble)")
    }
}
