public import Jobs
internal import OrderedCollections

extension Scheduler {
    /// A worker greets. In a session that is already known it only says so again; the former
    /// session of the same process is over, and what it held and still holds goes to the new one.
    mutating func join(_ session: SessionID, _ offer: WorkerOffer) {
        guard surroundings.roster[session] == nil else {
            hear(session)
            return
        }
        let former = surroundings.roster.incarnations[offer.incarnation]
        if let former, let worker = surroundings.roster[former],
            worker.offer.greeting >= offer.greeting
        {
            return
        }
        expectOthers(than: offer.incarnation)
        joined += 1
        let beat = settings.beatInterval(workers: surroundings.roster.workers.count + 1)
        let worker = ConnectedWorker(
            offer: offer, number: joined, beat: beat, heard: surroundings.clock)
        surroundings.roster.join(session, worker)
        surroundings.roster.absences.remove(offer.incarnation)
        if surroundings.roster.isDrained(session) { surroundings.roster.setLeaving(session) }
        for attempt in offer.held { adopt(attempt, by: session, runs: false) }
        if let former { leave(former, Failure(.preempted, "its worker lost it on the way")) }
    }

    /// The first to come back after all were silent: the others are on their way.
    private mutating func expectOthers(than incarnation: String) {
        let isFirst = surroundings.roster.workers.isEmpty
        guard isFirst, !surroundings.roster.absences.holdsBack(at: surroundings.clock) else {
            return
        }
        surroundings.roster.absences.wait(until: surroundings.clock + settings.returnGrace)
    }

    /// Takes up an attempt that a session says it holds.
    mutating func adopt(_ attempt: AttemptID, by session: SessionID, runs isRunning: Bool) {
        let run = attempt.job.run
        if withRun(run, { $0.adopt(attempt, by: session, runs: isRunning, &$1) }) == nil {
            surroundings.cancel(attempt, of: session)
        }
    }

    /// A session is over: its jobs go back to the front of the queue, at no cost. One that fell
    /// silent may be cut off and come back; where a connection broke, mostly a process died.
    mutating func leave(_ session: SessionID, _ failure: Failure, mayReturn: Bool = false) {
        guard let worker = surroundings.roster.remove(session) else { return }
        if mayReturn {
            surroundings.roster.absences.add(worker.offer.incarnation, at: surroundings.clock)
        }
        for attempt in worker.attempts {
            withRun(attempt.job.run) { $0.fail(attempt, failure, &$1) }
        }
    }

    /// Any frame counts as life. A session that is not known is told to greet again.
    mutating func hear(_ session: SessionID) {
        guard surroundings.roster[session] != nil else {
            let reason = "this session is over: greet again"
            surroundings.effects.append(.dismiss(session, reason: reason, retry: true))
            return
        }
        let beat = settings.beatInterval(workers: surroundings.roster.workers.count)
        surroundings.roster.hear(session, at: surroundings.clock, beat: beat)
    }

    /// A worker says how far an attempt has come, and by that, that it holds it.
    mutating func advance(_ session: SessionID, _ progress: Progress) {
        hear(session)
        guard surroundings.roster[session] != nil else { return }
        let now = surroundings.clock
        let index = runs.index(forKey: progress.attempt.job.run)
        if index.map({ runs.values[$0].advance(progress, in: session, at: now) }) != true {
            adopt(progress.attempt, by: session, runs: true)
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
            change(attempt, in: session) { $0.grantTime(at: now) }
        }
    }

    /// Changes a running attempt, of which nobody else need know.
    mutating func change(
        _ attempt: AttemptID, in session: SessionID, _ body: (inout RunningAttempt) -> Void
    ) {
        guard let index = runs.index(forKey: attempt.job.run) else { return }
        runs.values[index].change(attempt, in: session, body)
    }

    /// The sessions that are alive, in the order in which they joined; effects go to these alone.
    public var sessions: [SessionID] { Array(surroundings.roster.workers.keys) }

    public func hasSession(_ session: SessionID) -> Bool { surroundings.roster[session] != nil }

    /// The worker process that speaks in a session.
    public func incarnation(of session: SessionID) -> String? {
        surroundings.roster[session]?.offer.incarnation
    }

    /// The worker processes that are in session, or silent and awaited.
    public var incarnations: Set<String> {
        Set(surroundings.roster.incarnations.keys).union(surroundings.roster.absences.incarnations)
    }

    /// Tells how often the worker of a session is to beat.
    public func beatInterval(of session: SessionID) -> Duration {
        surroundings.roster[session]?.beat ?? settings.beatInterval
    }
}
