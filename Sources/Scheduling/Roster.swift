internal import Jobs
internal import OrderedCollections

/// The workers that are connected, and how much each host has to do.
struct Roster {
    /// In the order in which they joined.
    private(set) var workers: OrderedDictionary<SessionID, ConnectedWorker> = [:]
    /// Attempts per host, over all its sessions.
    private(set) var load: [String: Int] = [:]
    /// Workers came, went or are leaving, so that each run's slots are to be counted again.
    var isStale = false

    subscript(session: SessionID) -> ConnectedWorker? { workers[session] }

    mutating func join(_ session: SessionID, _ worker: ConnectedWorker) {
        workers[session] = worker
        isStale = true
    }

    /// Strikes a session out; returns it with the attempts that it had.
    mutating func remove(_ session: SessionID) -> ConnectedWorker? {
        guard let worker = workers.removeValue(forKey: session) else { return nil }
        relieve(worker.offer.host, of: worker.attempts.count)
        isStale = true
        return worker
    }

    mutating func hear(_ session: SessionID, at now: Instant) { workers[session]?.heard = now }

    mutating func setLeaving(_ session: SessionID) {
        workers[session]?.isLeaving = true
        isStale = true
    }

    /// Enters an attempt.
    mutating func give(_ attempt: AttemptID, to session: SessionID) {
        guard let host = workers[session]?.offer.host else { return }
        workers[session]?.attempts.append(attempt)
        load[host, default: 0] += 1
    }

    /// Strikes an attempt out, where its session is still there.
    mutating func take(_ attempt: AttemptID, from session: SessionID) {
        guard let worker = workers[session], worker.attempts.contains(attempt) else { return }
        workers[session]?.attempts.removeAll { $0 == attempt }
        relieve(worker.offer.host, of: 1)
    }

    private mutating func relieve(_ host: String, of count: Int) {
        let left = load[host, default: 0] - count
        load[host] = left > 0 ? left : nil
    }

    mutating func shift(by duration: Duration) {
        for session in Array(workers.keys) {
            workers[session].map { workers[session]?.heard = $0.heard + duration }
        }
    }

    /// Picks the session whose host has least to do, and of that host's the one that has.
    func leastLoaded(_ sessions: [SessionID]) -> SessionID? {
        func load(_ session: SessionID) -> (Int, Int) {
            guard let worker = workers[session] else { return (.max, .max) }
            return (self.load[worker.offer.host, default: 0], worker.attempts.count)
        }
        return sessions.min { load($0) < load($1) }
    }
}
