internal import Jobs

/// How attempts fail, and what becomes of their jobs.
extension ActiveRun {
    /// An attempt's failure arrived. Only the first word about an attempt that runs is charged;
    /// what a program refuses, it refuses on every host.
    mutating func finish(
        _ job: Int, _ session: SessionID, _ failure: Failure, _ result: JobResult,
        _ surroundings: inout Surroundings
    ) {
        if failure.kind == .refused {
            refuse(job, session, failure, result, &surroundings)
            return
        }
        if failure.kind == .preempted { surroundings.roster.setLeaving(session) }
        if jobs[job].attempt(result.attempt.number) != nil {
            fail(result.attempt.number, of: job, failure, result, &surroundings)
        } else if failure.kind == .workerDied, !jobs[job].isDone {
            learnOfDeath(result.attempt.number, of: job, failure, &surroundings)
        } else {
            withHistory(of: job) { $0.end(result.attempt.number) }
        }
        surroundings.acknowledge(result.attempt, of: session)
    }

    /// The next worker at its host tells that an attempt's worker did not fall silent, but died.
    private mutating func learnOfDeath(
        _ number: Int, of job: Int, _ failure: Failure, _ surroundings: inout Surroundings
    ) {
        var isNews = false
        withHistory(of: job) { isNews = $0.turnIntoDeath(number, failure) }
        guard isNews, let verdict = jobs[job].history.verdict(surroundings.settings)
        else { return }
        giveUp(job, verdict, attempt: number, nil, &surroundings)
    }

    private mutating func refuse(
        _ job: Int, _ session: SessionID, _ failure: Failure, _ result: JobResult,
        _ surroundings: inout Surroundings
    ) {
        strikeOut(result.attempt.number, of: job, &surroundings)
        if jobs[job].isDone {
            let sender = ActiveJob.PendingAcknowledgement(session: session, attempt: result.attempt)
            acknowledgeOnceStored(job, sender, &surroundings)
            return
        }
        var ending = Ending(result, from: session)
        ending.outcome = .failure(failure)
        conclude(job, ending, .failure(.refused, heldBackBy: nil), &surroundings)
    }

    /// The worker of a running attempt is gone, or the attempt is stuck or unknown there.
    mutating func fail(
        _ attempt: AttemptID, _ failure: Failure, _ surroundings: inout Surroundings
    ) {
        guard let job = indices[attempt.job.name] else { return }
        fail(attempt.number, of: job, failure, nil, &surroundings)
    }

    /// Charges a running attempt's failure by its kind, and queues the job again or gives it up.
    private mutating func fail(
        _ number: Int, of job: Int, _ failure: Failure, _ result: JobResult?,
        _ surroundings: inout Surroundings
    ) {
        guard let attempt = detach(number, from: job, &surroundings) else { return }
        let seen = "attempt \(number) on \(attempt.worker) at \(attempt.host): "
        let charged = Failure(failure.kind, seen + failure.message)
        withHistory(of: job) { $0.charge(attempt, charged) }
        charge(attempt, failure, of: job, &surroundings)
        note(
            job, "attempt \(number) ended: \(failure.kind.rawValue), \(failure.message)",
            surroundings)
        if let verdict = jobs[job].history.verdict(surroundings.settings) {
            giveUp(job, verdict, attempt: number, result?.execution, &surroundings)
        } else if jobs[job].attempts.isEmpty {
            if stage == .open {
                set(job, .queued)
            } else {
                conclude(cancelled: job, &surroundings)
            }
        }
    }

    /// A job that has had all its attempts failed by itself: its deaths speak against no host.
    private mutating func giveUp(
        _ job: Int, _ verdict: Failure, attempt: Int, _ execution: JobResult.Execution?,
        _ surroundings: inout Surroundings
    ) {
        for host in Set(jobs[job].history.failures.map(\.attempt.host)).sorted() {
            surroundings.roster.withStanding(of: host) { $0.absolve(of: id(of: job)) }
        }
        var ending = Ending(.failure(verdict))
        (ending.attempt, ending.execution) = (attempt, execution)
        conclude(job, ending, .failure(verdict.kind, heldBackBy: nil), &surroundings)
    }

    /// Charges an attempt's failure to its host as well. One that becomes doubtful by it bears what
    /// failed there, if another host can show how the jobs do elsewhere.
    private mutating func charge(
        _ attempt: RunningAttempt, _ failure: Failure, of job: Int,
        _ surroundings: inout Surroundings
    ) {
        let id = attemptID(attempt.number, of: job)
        let host = attempt.host
        switch failure.kind {
        case .hostTrouble:
            let isNews = surroundings.roster.withStanding(of: host) {
                $0.rest(because: failure.message, at: surroundings.clock)
            }
            if isNews { say("the host \(host) rests: \(failure.message)", &surroundings) }
        case .crashed, .outOfMemory, .stuck:
            surroundings.roster.withStanding(of: host) { $0.die(id, words: failure.message) }
            guard surroundings.roster.isDoubtful(host),
                hasTrustedWorker(besides: host, surroundings)
            else { return }
            withHistory(of: job) { $0.blame(host: host) }
            surroundings.doubted.append(host)
        case .lostWorker, .workerDied, .preempted, .cancelled, .heldBack, .refused:
            break
        }
    }

    /// An attempt ended well: that speaks for its host, and against those where the job died.
    mutating func credit(_ host: String, with job: Int, _ surroundings: inout Surroundings) {
        surroundings.roster.withStanding(of: host) { $0.succeed() }
        let others = Set(jobs[job].history.failures.map(\.attempt.host)).subtracting([host])
        for other in others.sorted() {
            let words = surroundings.roster.withStanding(of: other) {
                $0.refute(id(of: job), host: other)
            }
            if let words { say(words, &surroundings) }
        }
    }

    /// A host is to blame for an attempt that died there.
    mutating func blame(_ host: String, for attempt: AttemptID) {
        guard let job = indices[attempt.job.name] else { return }
        withHistory(of: job) { $0.blame(host: host) }
    }

    func say(_ words: String, _ surroundings: inout Surroundings) {
        surroundings.effects.append(.notify(id, counts, notice: words))
    }

    /// Ends a run's jobs: those that run, too, unless `drain` lets them finish.
    mutating func cancel(drain: Bool, _ surroundings: inout Surroundings) {
        guard isActive else { return }
        close()
        let open = jobs.indices.filter { job in
            !jobs[job].isDone && !(drain && !jobs[job].attempts.isEmpty)
        }
        for job in open.sorted(by: { jobs[$0].path < jobs[$1].path }) {
            conclude(cancelled: job, &surroundings)
        }
    }
}
