internal import Jobs
internal import OrderedCollections

extension Scheduler {
    /// A worker says how far an attempt has come, and by that, that it holds it.
    mutating func advance(_ session: SessionID, _ progress: Progress) {
        hear(session)
        guard workers[session] != nil else { return }
        let number = progress.attempt.number
        guard let (id, place) = locate(progress.attempt.job),
            let index = runs[id]!.jobs[place].attempts.firstIndex(where: {
                $0.number == number && $0.session == session
            })
        else {
            if let former = adopt(progress.attempt, by: session, runs: true) {
                leave(former, why: "its worker greeted again")
            }
            grantTime(
                to: session, isCrowded: !workers[session]!.attempts.contains(progress.attempt))
            return
        }
        runs[id]!.jobs[place].attempts[index].mention(steps: progress.steps, at: clock)
        grantTime(to: session, isCrowded: false)
    }

    /// What waits for a slot cannot advance: attempts beyond the slots, and all that a session
    /// holds while it `isCrowded` by an attempt that was cancelled and has not ended yet.
    private mutating func grantTime(to session: SessionID, isCrowded: Bool) {
        let worker = workers[session]!
        for attempt in worker.attempts.dropFirst(isCrowded ? 0 : worker.slots) {
            let (id, place) = locate(attempt.job)!
            for index in runs[id]!.jobs[place].attempts.indices
            where runs[id]!.jobs[place].attempts[index].number == attempt.number {
                runs[id]!.jobs[place].attempts[index].advanced = clock
            }
        }
    }

    /// Finds out who has been silent for too long, and which attempts stand still or have vanished.
    mutating func expire() {
        for session in Array(workers.keys) where isLost(workers[session]!) {
            let seconds = (clock - workers[session]!.heard).components.seconds
            leave(session, why: "its worker was silent for \(seconds) s")
        }
        for session in Array(workers.keys) {
            for attempt in workers[session]!.attempts { expire(attempt, of: session) }
        }
    }

    private mutating func expire(_ attempt: AttemptID, of session: SessionID) {
        guard let worker = workers[session], let failure = verdict(on: attempt, of: worker),
            let (id, place) = locate(attempt.job)
        else { return }
        effects.append(.cancel(session, attempt))
        fail(attempt.number, of: place, in: id, failure)
    }

    private func isLost(_ worker: ConnectedWorker) -> Bool {
        clock - worker.heard >= settings.silenceLimit(beat: worker.beat)
    }

    /// Judges an attempt by what its worker says, never by its silence: beats that do not grow mean
    /// that it is stuck, beats that leave it out that its assignment never arrived.
    private func verdict(on attempt: AttemptID, of worker: ConnectedWorker) -> Failure? {
        guard let (id, place) = locate(attempt.job),
            let running = runs[id]!.jobs[place].attempt(attempt.number)
        else { return nil }
        if running.mentioned - running.advanced >= settings.progressTimeout {
            let seconds = settings.progressTimeout.components.seconds
            return Failure(.stuck, "no new step for \(seconds) s, after \(running.steps)")
        }
        if worker.heard - running.mentioned >= settings.silenceLimit(beat: worker.beat) {
            return Failure(.lostWorker, "its worker does not know of it")
        }
        return nil
    }

    mutating func shift(by duration: Duration) {
        for session in Array(workers.keys) {
            workers[session]!.heard = workers[session]!.heard + duration
            for attempt in workers[session]!.attempts {
                let (id, place) = locate(attempt.job)!
                for index in runs[id]!.jobs[place].attempts.indices
                where runs[id]!.jobs[place].attempts[index].number == attempt.number {
                    runs[id]!.jobs[place].attempts[index].shift(by: duration)
                }
            }
        }
        for id in Array(runs.keys) { runs[id]!.notice.shift(by: duration) }
    }

    /// When the next `tick` is due at the latest; nil where nothing can expire.
    public var nextDeadline: Instant? {
        var deadlines = workers.values.map {
            $0.heard + settings.silenceLimit(beat: $0.beat)
        }
        let isDue = workers.values.contains { worker in
            worker.attempts.contains { verdict(on: $0, of: worker) != nil }
        }
        if isDue { deadlines.append(clock) }
        for run in runs.values where run.isActive {
            deadlines += [
                run.notice.deadline(grace: settings.noticeGrace), copyDeadline(of: run.id),
            ].compactMap(\.self)
        }
        return deadlines.min()
    }
}
