internal import Jobs

/// How attempts begin, are taken up again, and are struck out: a job's attempts and its session's
/// change together.
extension ActiveRun {
    /// Hands a ready or running job to a session.
    mutating func assign(
        _ job: Int, to session: SessionID, alone: Bool = false, _ surroundings: inout Surroundings
    ) {
        guard let offer = surroundings.roster[session]?.offer else { return }
        if numerics == nil, let first = offer.numerics.first { adopt(first, &surroundings) }
        let number = jobs[job].history.highest + 1
        attach(
            RunningAttempt(
                number: number, session: session, offer: offer, alone: alone,
                started: surroundings.clock),
            to: job, &surroundings)
        note(job, "attempt \(number) assigned to \(offer.name) at \(offer.host)", surroundings)
        let assignment = Assignment(
            attempt: attemptID(number, of: job), job: jobs[job].plan, program: plan.program,
            file: plan.file, data: plan.data, seed: plan.seed, numerics: numerics ?? "")
        surroundings.effects.append(.assign(session, assignment, reads: jobs[job].reads))
    }

    /// All of the run is made with the same numerics.
    mutating func adopt(_ numerics: String, _ surroundings: inout Surroundings) {
        self.numerics = numerics
        surroundings.roster.isStale = true
        surroundings.effects.append(.adopt(id, numerics: numerics))
    }

    private mutating func attach(
        _ attempt: RunningAttempt, to job: Int, _ surroundings: inout Surroundings
    ) {
        withHistory(of: job) { $0.use(attempt.number) }
        set(job, .running(jobs[job].attempts + [attempt]))
        surroundings.roster.give(
            attemptID(attempt.number, of: job), to: attempt.session, alone: attempt.isAlone)
    }

    /// Strikes an attempt out wherever it runs; nil where it does not. A job without another one is
    /// left running nothing: the caller says what becomes of it.
    mutating func detach(
        _ number: Int, from job: Int, _ surroundings: inout Surroundings
    ) -> RunningAttempt? {
        guard let attempt = jobs[job].attempt(number) else { return nil }
        set(job, .running(jobs[job].attempts.filter { $0.number != number }))
        surroundings.roster.take(attemptID(number, of: job), from: attempt.session)
        return attempt
    }

    /// Marks an attempt as over, so that nobody takes it up again.
    mutating func strikeOut(_ number: Int, of job: Int, _ surroundings: inout Surroundings) {
        _ = detach(number, from: job, &surroundings)
        withHistory(of: job) { $0.end(number) }
    }

    /// Ends all attempts that are of no use any more.
    mutating func revokeAttempts(at job: Int, _ surroundings: inout Surroundings) {
        for attempt in jobs[job].attempts {
            strikeOut(attempt.number, of: job, &surroundings)
            surroundings.cancel(attemptID(attempt.number, of: job), of: attempt.session)
        }
    }

    /// Takes up an attempt that a session says it holds, if it can still be of use and the session
    /// has room. One that `runs` without room for it is cancelled; another may be a result that is
    /// yet to be sent.
    mutating func adopt(
        _ attempt: AttemptID, by session: SessionID, runs isRunning: Bool,
        _ surroundings: inout Surroundings
    ) {
        guard let worker = surroundings.roster[session] else { return }
        guard let job = indices[attempt.job.name], isAdoptable(attempt.number, job) else {
            surroundings.cancel(attempt, of: session)
            return
        }
        let former = jobs[job].attempt(attempt.number)
        guard former?.session != session else { return }
        guard worker.hasRoom else {
            if isRunning { surroundings.cancel(attempt, of: session) }
            return
        }
        let isAlone = former?.isAlone ?? jobs[job].history.wasAlone(attempt.number)
        _ = detach(attempt.number, from: job, &surroundings)
        withHistory(of: job) { $0.takeBack(attempt.number) }
        attach(
            RunningAttempt(
                number: attempt.number, session: session, offer: worker.offer, alone: isAlone,
                started: surroundings.clock),
            to: job, &surroundings)
        note(job, "attempt \(attempt.number) is held by \(worker.offer.name)", surroundings)
    }

    /// What still waits for others was never handed out.
    private func isAdoptable(_ number: Int, _ job: Int) -> Bool {
        switch jobs[job].state {
        case .waiting, .storing, .recorded: false
        case .queued, .running:
            (1...AttemptHistory.highestNumber).contains(number)
                && !jobs[job].history.hasEnded(number)
        }
    }

    /// Its worker says how far an attempt has come; false where this run has no such attempt there.
    mutating func advance(
        _ progress: Progress, in session: SessionID, at now: Instant
    ) -> Bool {
        change(progress.attempt, in: session) { $0.mention(steps: progress.steps, at: now) }
    }

    /// Changes an attempt; false where it does not run in that session.
    @discardableResult
    mutating func change(
        _ attempt: AttemptID, in session: SessionID, _ change: (inout RunningAttempt) -> Void
    ) -> Bool {
        guard let job = indices[attempt.job.name],
            case .running(var attempts) = jobs[job].state,
            let index = attempts.firstIndex(where: {
                $0.number == attempt.number && $0.session == session
            })
        else { return false }
        change(&attempts[index])
        set(job, .running(attempts))
        return true
    }

    func attempt(_ attempt: AttemptID) -> RunningAttempt? {
        indices[attempt.job.name].flatMap { jobs[$0].attempt(attempt.number) }
    }
}
