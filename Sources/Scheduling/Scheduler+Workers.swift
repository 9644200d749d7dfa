public import Jobs
internal import OrderedCollections

extension Scheduler {
    /// A worker greets. In a session that is already known it only says so again.
    mutating func join(_ session: SessionID, _ offer: WorkerOffer) {
        guard workers[session] == nil else {
            hear(session)
            return
        }
        let beat = settings.beatInterval(workers: workers.count + 1)
        workers[session] = ConnectedWorker(offer: offer, beat: beat, heard: clock)
        isRosterStale = true
        var over: [SessionID] = []
        for attempt in offer.held {
            if let former = adopt(attempt, by: session, runs: false), !over.contains(former) {
                over.append(former)
            }
        }
        for former in over { leave(former, why: "its worker greeted again") }
    }

    /// A session is over: its jobs go back to the front of the queue, at no cost but one of the
    /// losses that a job may suffer.
    mutating func leave(_ session: SessionID, why: String) {
        guard let attempts = workers[session]?.attempts else { return }
        workers[session]!.isOver = true
        for attempt in attempts {
            let (id, place) = locate(attempt.job)!
            fail(attempt.number, of: place, in: id, Failure(.lostWorker, why))
        }
        let worker = workers.removeValue(forKey: session)!
        if load[worker.offer.host] == 0 { load.removeValue(forKey: worker.offer.host) }
        isRosterStale = true
    }

    /// Any frame counts as life. A session that is not known is told to greet again.
    mutating func hear(_ session: SessionID) {
        guard workers[session] != nil else {
            let reason = "this session is over: greet again"
            effects.append(.dismiss(session, reason: reason, retry: true))
            return
        }
        workers[session]!.heard = clock
    }

    /// The sessions that are alive, in the order in which they joined; effects go to these alone.
    public var sessions: [SessionID] { Array(workers.keys) }

    /// Tells how often the worker of a session is to beat.
    public func beatInterval(of session: SessionID) -> Duration {
        workers[session]?.beat ?? settings.beatInterval
    }

    mutating func acknowledge(_ session: SessionID, _ attempt: AttemptID) {
        guard workers[session] != nil else { return }
        effects.append(.acknowledge(session, attempt))
    }
}
