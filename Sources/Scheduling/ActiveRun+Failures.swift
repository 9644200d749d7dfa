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
        if jobs[job].attempt(result.attempt.number) == nil {
            withHistory(of: job) { $0.end(result.attempt.number) }
        } else {
            fail(result.attempt.number, of: job, failure, result, &surroundings)
        }
        surroundings.acknowledge(result.attempt, of: session)
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
        note(
            job, "attempt \(number) ended: \(failure.kind.rawValue), \(failure.message)",
            surroundings)
        if let verdict = jobs[job].history.verdict(surroundings.settings) {
            var ending = Ending(.failure(verdict))
            (ending.attempt, ending.execution) = (number, result?.execution)
            conclude(job, ending, .failure(verdict.kind, heldBackBy: nil), &surroundings)
        } else if jobs[job].attempts.isEmpty {
            if stage == .open {
                set(job, .queued)
            } else {
                conclude(cancelled: job, &surroundings)
            }
        }
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
