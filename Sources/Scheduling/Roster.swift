internal import Jobs
internal import OrderedCollections

/// The workers that are connected, how much each host has to do, and how it has done.
struct Roster {
    /// In the order in which they joined.
    private(set) var workers: OrderedDictionary<SessionID, ConnectedWorker> = [:]
    /// Those of them that have room for another attempt, or would if the run's trials were short.
    private(set) var roomy: Set<SessionID> = []
    /// The session of each worker process.
    private(set) var incarnations: [String: SessionID] = [:]
    /// Attempts per host, over all its sessions.
    private(set) var load: [String: Int] = [:]
    private(set) var hosts: [String: HostStanding] = [:]
    var absences = Absences()
    /// The worker processes that an operator wants to end.
    private var drained: Set<String> = []
    /// The worker that is to run empty, so that this job can have it alone.
    var reservation: (session: SessionID, job: JobID)?
    /// Workers came, went, are leaving or rest, so that each run's slots are to be counted again.
    var isStale = false
    private let prefetch: Int

    init(prefetch: Int) { self.prefetch = prefetch }

    private mutating func noteRoom(of session: SessionID) {
        if let worker = workers[session], worker.attempts.count < worker.slots + prefetch {
            roomy.insert(session)
        } else {
            roomy.remove(session)
        }
    }

    subscript(session: SessionID) -> ConnectedWorker? { workers[session] }

    /// Entries of all tables.
    var tableSize: Int {
        workers.count + incarnations.count + load.count + hosts.count + drained.count
            + absences.incarnations.count
    }

    mutating func join(_ session: SessionID, _ worker: ConnectedWorker) {
        let host = worker.offer.host
        // Who starts a host's workers anew has looked after it.
        let isAlone = !workers.values.contains { $0.offer.host == host }
        if isAlone, !absences.contains(worker.offer.incarnation) { hosts[host] = nil }
        workers[session] = worker
        incarnations[worker.offer.incarnation] = session
        noteRoom(of: session)
        isStale = true
    }

    /// Strikes a session out; returns it with the attempts that it had.
    mutating func remove(_ session: SessionID) -> ConnectedWorker? {
        guard let worker = workers.removeValue(forKey: session) else { return nil }
        if incarnations[worker.offer.incarnation] == session {
            incarnations[worker.offer.incarnation] = nil
        }
        relieve(worker.offer.host, of: worker.attempts.count)
        noteRoom(of: session)
        isStale = true
        return worker
    }

    /// Takes note of a sign of life, and how often the worker is to beat from now on.
    mutating func hear(_ session: SessionID, at now: Instant, beat: Duration) {
        workers[session]?.heard = now
        workers[session]?.beat = beat
    }

    mutating func setLeaving(_ session: SessionID) {
        workers[session]?.isLeaving = true
        isStale = true
    }

    func isDrained(_ session: SessionID) -> Bool {
        workers[session].map { drained.contains($0.offer.incarnation) } ?? false
    }

    mutating func setDrained(_ session: SessionID) {
        guard let incarnation = workers[session]?.offer.incarnation else { return }
        drained.insert(incarnation)
        setLeaving(session)
    }

    /// Enters an attempt.
    mutating func give(_ attempt: AttemptID, to session: SessionID, alone: Bool) {
        guard let host = workers[session]?.offer.host else { return }
        workers[session]?.attempts.append(attempt)
        if alone { workers[session]?.solitary = attempt }
        load[host, default: 0] += 1
        noteRoom(of: session)
    }

    /// Strikes an attempt out, where its session is still there.
    mutating func take(_ attempt: AttemptID, from session: SessionID) {
        guard let worker = workers[session], worker.attempts.contains(attempt) else { return }
        workers[session]?.attempts.removeAll { $0 == attempt }
        if worker.solitary == attempt { workers[session]?.solitary = nil }
        relieve(worker.offer.host, of: 1)
        noteRoom(of: session)
    }

    private mutating func relieve(_ host: String, of count: Int) {
        let left = load[host, default: 0] - count
        load[host] = left > 0 ? left : nil
    }

    mutating func shift(by duration: Duration) {
        for session in Array(workers.keys) {
            workers[session].map { workers[session]?.heard = $0.heard + duration }
        }
        for host in Array(hosts.keys) { hosts[host]?.shift(by: duration) }
        absences.shift(by: duration)
    }

    /// Picks the session whose host has least to do, and of that host's the one that has.
    func leastLoaded(_ sessions: [SessionID]) -> SessionID? {
        func load(_ session: SessionID) -> (Int, Int, Int) {
            guard let worker = workers[session] else { return (.max, .max, .max) }
            let hosts = self.load[worker.offer.host, default: 0]
            return (hosts, worker.attempts.count, worker.number)
        }
        return sessions.min { load($0) < load($1) }
    }

    // How hosts do.

    func isDoubtful(_ host: String) -> Bool { hosts[host]?.isDoubtful ?? false }

    func rests(_ host: String, at now: Instant) -> Bool { hosts[host]?.rests(at: now) ?? false }

    /// The earliest end of a host's rest.
    var restEnd: Instant? { hosts.values.compactMap(\.restsUntil).min() }

    /// Lets those hosts work again whose rest is over.
    mutating func wake(at now: Instant) {
        if hosts.values.contains(where: { $0.restsUntil != nil && !$0.rests(at: now) }) {
            isStale = true
        }
    }

    mutating func withStanding<Value>(
        of host: String, _ change: (inout HostStanding) -> Value
    ) -> Value {
        let was = hosts[host]
        let value = change(&hosts[host, default: HostStanding()])
        if was?.isDoubtful != hosts[host]?.isDoubtful || was?.restsUntil != hosts[host]?.restsUntil
        {
            isStale = true
        }
        return value
    }
}
