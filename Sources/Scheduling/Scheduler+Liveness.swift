internal import Jobs
internal import OrderedCollections

extension Scheduler {
    /// Finds out who has been silent for too long, which attempts stand still or have vanished, and
    /// whose time is over.
    mutating func expire() {
        touched.formUnion(runs.values.filter(\.isActive).map(\.id))
        let now = surroundings.clock
        for (session, worker) in surroundings.roster.workers where isLost(worker) {
            let seconds = (now - worker.heard).components.seconds
            leave(
                session, Failure(.lostWorker, "its worker was silent for \(seconds) s"),
                mayReturn: true)
        }
        for (session, worker) in surroundings.roster.workers {
            for attempt in worker.attempts { expire(attempt, of: session) }
        }
        dismissDrained()
        surroundings.roster.wake(at: now)
        surroundings.roster.absences.forget(before: now - settings.absenceLimit)
    }

    private mutating func expire(_ attempt: AttemptID, of session: SessionID) {
        guard let worker = surroundings.roster[session],
            let failure = verdict(on: attempt, of: worker)
        else { return }
        surroundings.cancel(attempt, of: session)
        withRun(attempt.job.run) { $0.fail(attempt, failure, &$1) }
    }

    private func isLost(_ worker: ConnectedWorker) -> Bool {
        surroundings.clock - worker.heard >= settings.silenceLimit(beat: worker.beat)
    }

    private func verdict(on attempt: AttemptID, of worker: ConnectedWorker) -> Failure? {
        runs[attempt.job.run]?.attempt(attempt)?.verdict(of: worker, settings)
    }

    mutating func shift(by duration: Duration) {
        surroundings.roster.shift(by: duration)
        for (session, worker) in surroundings.roster.workers {
            for attempt in worker.attempts {
                change(attempt, in: session) { $0.shift(by: duration) }
            }
        }
        for index in runs.values.indices { runs.values[index].shift(by: duration) }
    }

    /// When the next `tick` is due at the latest; nil where nothing can expire.
    public var nextDeadline: Instant? {
        let roster = surroundings.roster
        let workers = roster.workers.values
        var deadlines = workers.map { $0.heard + settings.silenceLimit(beat: $0.beat) }
        let isDue = workers.contains { worker in
            worker.attempts.contains { verdict(on: $0, of: worker) != nil }
        }
        if isDue { deadlines.append(surroundings.clock) }
        deadlines += [
            roster.restEnd,
            roster.absences.holdsBack(at: surroundings.clock) ? roster.absences.graceEnds : nil,
        ].compactMap(\.self)
        for run in runs.values where run.isActive {
            deadlines += [
                run.notice.deadline(grace: settings.noticeGrace), run.copyDeadline(surroundings),
                run.unservedDeadline,
            ].compactMap(\.self)
        }
        return deadlines.min()
    }
}
