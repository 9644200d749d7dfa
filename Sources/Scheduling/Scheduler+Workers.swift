public import Jobs
internal import OrderedCollections

extension Scheduler {
    /// A worker greets. In a session that is already known it only says so again.
    mutating func join(_ session: SessionID, _ offer: WorkerOffer) {
        guard surroundings.roster[session] == nil else {
            hear(session)
            return
        }
        let beat = settings.beatInterval(workers: surroundings.roster.workers.count + 1)
        surroundings.roster.join(
            session, ConnectedWorker(offer: offer, beat: beat, heard: surroundings.clock))
        var over: [SessionID] = []
        for attempt in offer.held {
            if let former = adopt(attempt, by: session, runs: false), !over.contains(former) {
                over.append(former)
            }
        }
        for former in over { leave(former, why: "its worker greeted again") }
    }

    private mutating func adopt(
        _ attempt: AttemptID, by session: SessionID, runs isRunning: Bool
    ) -> SessionID? {
        guard runs[attempt.job.run] != nil else {
            surroundings.cancel(attempt, of: session)
            return nil
        }
        return runs[attempt.job.run]?.adopt(
            attempt, by: session, runs: isRunning, &surroundings) ?? nil
    }

    /// A session is over: its jobs go back to the front of the queue, at no cost but one of the
    /// losses that a job may suffer.
    mutating func leave(_ session: SessionID, why: String) {
        guard let worker = surroundings.roster.remove(session) else { return }
        for attempt in worker.attempts {
            runs[attempt.job.run]?.fail(attempt, Failure(.lostWorker, why), &surroundings)
        }
    }

    /// Any frame counts as life. A session that is not known is told to greet again.
    mutating func hear(_ session: SessionID) {
        guard surroundings.roster[session] != nil else {
            let reason = "this session is over: greet again"
            surroundings.effects.append(.dismiss(session, reason: reason, retry: true))
            return
        }
        surroundings.roster.hear(session, at: surroundings.clock)
    }

    /// A worker says how far an attempt has come, and by that, that it holds it.
    mutating func advance(_ session: SessionID, _ progress: Progress) {
        hear(session)
        guard surroundings.roster[session] != nil else { return }
        let now = surroundings.clock
        if runs[progress.attempt.job.run]?.advance(progress, in: session, at: now) != true,
            let former = adopt(progress.attempt, by: session, runs: true)
        {
            leave(former, why: "its worker greeted again")
        }
        grantTime(to: session, besides: progress.attempt)
    }

    /// What waits for a slot cannot advance: attempts beyond the slots, and all that a session
    /// holds while it is crowded by another attempt that was cancelled and has not ended yet.
    private mutating func grantTime(to session: SessionID, besides attempt: AttemptID) {
        guard let worker = surroundings.roster[session] else { return }
        let isCrowded = !worker.attempts.contains(attempt)
        let now = surroundings.clock
        for attempt in worker.attempts.dropFirst(isCrowded ? 0 : worker.slots) {
            runs[attempt.job.run]?.change(attempt, in: session) { $0.grantTime(at: now) }
        }
    }

    /// The sessions that are alive, in the order in which they joined; effects go to these alone.
    public var sessions: [SessionID] { Array(surroundings.roster.workers.keys) }

    /// Tells how often the worker of a session is to beat.
    public func beatInterval(of session: SessionID) -> Duration {
        surroundings.roster[session]?.beat ?? settings.beatInterval
    }
}
