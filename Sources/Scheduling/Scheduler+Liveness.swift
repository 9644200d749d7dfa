internal import Jobs
internal import OrderedCollections

extension Scheduler {
    /// Finds out who has been silent for too long, and which attempts stand still or have vanished.
    mutating func expire() {
        for (session, worker) in surroundings.roster.workers where isLost(worker) {
            let seconds = (surroundings.clock - worker.heard).components.seconds
            leave(session, why: "its worker was silent for \(seconds) s")
        }
        for (session, worker) in surroundings.roster.workers {
            for attempt in worker.attempts { expire(attempt, of: session) }
        }
    }

    private mutating func expire(_ attempt: AttemptID, of session: SessionID) {
        guard let worker = surroundings.roster[session],
            let failure = verdict(on: attempt, of: worker)
        else { return }
        surroundings.cancel(attempt, of: session)
        runs[attempt.job.run]?.fail(attempt, failure, &surroundings)
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
                runs[attempt.job.run]?.change(attempt, in: session) { $0.shift(by: duration) }
            }
        }
        for id in runs.keys { runs[id]?.notice.shift(by: duration) }
    }

    /// When the next `tick` is due at the latest; nil where nothing can expire.
    public var nextDeadline: Instant? {
        let workers = surroundings.roster.workers.values
        var deadlines = workers.map { $0.heard + settings.silenceLimit(beat: $0.beat) }
        let isDue = workers.contains { worker in
            worker.attempts.contains { verdict(on: $0, of: worker) != nil }
        }
        if isDue { deadlines.append(surroundings.clock) }
        for run in runs.values where run.isActive {
            deadlines += [
                run.notice.deadline(grace: settings.noticeGrace), run.copyDeadline(surroundings),
            ].compactMap(\.self)
        }
        return deadlines.min()
    }
}
