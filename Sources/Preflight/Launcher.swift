internal import Foundation
internal import Jobs
internal import Synchronization

/// Keeps as many workers in a batch system as a coordinator's runs can use.
final class Launcher: Sendable {
    private let queue: SlurmQueue
    private let plan: Mutex<LaunchPlan>
    private let start = ContinuousClock.now
    private let lastWords = Mutex("")

    init(_ options: LaunchOptions, queue: SlurmQueue) throws {
        self.queue = queue
        plan = Mutex(LaunchPlan(workers: try options.range, slots: options.slots))
        // What is wrong with the batch system is better known now than when work waits.
        _ = try queue.jobs()
    }

    /// One look at the coordinator and the batch system, and what follows from it.
    func look(_ overview: ToClient.Overview) {
        let now = start.duration(to: .now)
        do {
            let sight = sight(overview, try queue.jobs())
            for order in plan.withLock({ $0.orders(for: sight, at: now) }) {
                try carryOut(order)
            }
            say("")
        } catch {
            plan.withLock { $0.refused(at: now) }
            say("\(error)")
        }
    }

    /// Lets all workers go.
    func stop() {
        guard let jobs = try? queue.jobs() else { return }
        try? queue.cancel(jobs.map(\.id))
    }

    private func carryOut(_ order: LaunchPlan.Order) throws {
        switch order {
        case .submit(let count):
            try queue.submit(count)
            FileHandle.standardError.say("preflight coordinator: submitted \(count) workers")
        case .retire(let workers):
            try queue.cancel(workers)
            FileHandle.standardError.say(
                "preflight coordinator: let \(workers.count) workers go")
        }
    }

    private func sight(
        _ overview: ToClient.Overview, _ jobs: [(id: String, isQueued: Bool)]
    ) -> LaunchPlan.Sight {
        let active = overview.runs.filter { $0.state == .active }
        var connected: [String: WorkerOverview] = [:]
        for worker in overview.workers { connected[worker.name] = worker }
        let workers = jobs.map { job in
            let worker = connected.removeValue(forKey: SlurmQueue.workerName(of: job.id))
            return LaunchPlan.Worker(
                job.id,
                worker.map { .connected(slots: $0.slots, busy: $0.running.count) }
                    ?? (job.isQueued ? .queued : .starting))
        }
        return LaunchPlan.Sight(
            jobs: active.reduce(0) { $0 + $1.counts.total - $1.counts.done },
            mayGrow: active.contains { $0.counts.mayGrow },
            otherSlots: connected.values.filter { !SlurmQueue.isOurs($0.name) }
                .reduce(0) { $0 + $1.slots },
            workers: workers)
    }

    /// The same trouble is told once.
    private func say(_ words: String) {
        let isNew = lastWords.withLock { last in
            defer { last = words }
            return last != words
        }
        if isNew, !words.isEmpty {
            FileHandle.standardError.say("preflight coordinator: \(words)")
        }
    }
}
