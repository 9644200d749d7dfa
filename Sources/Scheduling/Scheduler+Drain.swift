public import Jobs
internal import OrderedCollections

/// Workers that an operator wants to end.
extension Scheduler {
    private static let reason = "drained: an operator wants it to end"

    /// The sessions of the workers that are called so, or whose host is.
    public func sessions(named name: String) -> [SessionID] {
        surroundings.roster.workers
            .filter { $0.value.offer.name == name || $0.value.offer.host == name }.map(\.key)
    }

    /// Who speaks in a session, for people.
    public func words(on session: SessionID) -> String {
        guard let worker = surroundings.roster[session] else { return "" }
        return "\(worker.offer.name) on \(worker.offer.host)"
    }

    /// A worker that joins later, on whatever host, is not concerned; one that reconnects is.
    mutating func drain(_ name: String, now: Bool) {
        for session in sessions(named: name) {
            surroundings.roster.setDrained(session)
            if now { dismiss(session) }
        }
    }

    /// A worker ends once it has nothing to do, and all that it brought is stored.
    mutating func dismissDrained() {
        for (session, worker) in surroundings.roster.workers
        where worker.isLeaving && worker.attempts.isEmpty
            && surroundings.roster.isDrained(session) && !isStoring(for: session)
        {
            dismiss(session)
        }
    }

    private mutating func dismiss(_ session: SessionID) {
        surroundings.effects.append(.dismiss(session, reason: Self.reason, retry: false))
        leave(session, Failure(.preempted, "its worker was drained"))
    }

    private func isStoring(for session: SessionID) -> Bool {
        runs.values.contains { run in
            run.jobs.contains { job in
                guard case .storing(_, let pending) = job.state else { return false }
                return pending.contains { $0.session == session }
            }
        }
    }
}
