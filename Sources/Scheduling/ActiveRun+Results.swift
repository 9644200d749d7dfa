internal import Jobs

/// How jobs end.
extension ActiveRun {
    /// What a job ended with.
    struct Ending {
        var outcome: Outcome
        /// The attempt that counted; nil where none did.
        var attempt: Int?
        var execution: JobResult.Execution?
        /// The worker that brought it.
        var sender: ActiveJob.PendingAcknowledgement?

        init(_ outcome: Outcome) { self.outcome = outcome }

        init(_ result: JobResult, from session: SessionID?) {
            outcome = result.outcome
            attempt = result.attempt.number
            execution = result.execution
            sender = session.map { .init(session: $0, attempt: result.attempt) }
        }
    }

    /// An attempt ended. A result counts for any job that has none, whatever became of the session
    /// or the attempt meanwhile: jobs are pure, so a late result is a right result.
    mutating func finish(
        _ session: SessionID, _ result: JobResult, _ digest: ContentHash,
        _ surroundings: inout Surroundings
    ) {
        // What waits for others was never handed out: nobody can know its result.
        guard let job = indices[result.attempt.job.name], !jobs[job].isWaiting else {
            surroundings.acknowledge(result.attempt, of: session)
            return
        }
        if case .failure(let failure) = result.outcome {
            finish(job, session, failure, result, &surroundings)
        } else if let numerics, result.numerics != numerics {
            let failure = Failure(
                .crashed, "it ran with the numerics \(result.numerics) instead of \(numerics)")
            finish(job, session, failure, result, &surroundings)
        } else if !jobs[job].plan.fits(result.outcome) {
            let failure = Failure(
                .refused, "its program brought an outcome that does not fit a job of this kind")
            finish(job, session, failure, result, &surroundings)
        } else if jobs[job].isDone {
            compare(result, digest, with: job, session, &surroundings)
        } else {
            if numerics == nil { adopt(result.numerics, &surroundings) }
            if isActive { add(duration: result.execution.seconds) }
            if let host = jobs[job].attempt(result.attempt.number)?.host {
                credit(host, with: job, &surroundings)
            }
            strikeOut(result.attempt.number, of: job, &surroundings)
            accept(Ending(result, from: session), digest, for: job, &surroundings)
        }
    }

    /// A plan joins the run in the transition that hands it to the store, so that the stored
    /// records alone tell what the run has become: one that breaks a rule, or comes when nothing is
    /// taken in any more, is stored as that.
    private mutating func accept(
        _ ending: Ending, _ digest: ContentHash, for job: Int, _ surroundings: inout Surroundings
    ) {
        guard case .plan(let planned) = ending.outcome else {
            let check = jobs[job].plan.failedCheck(ending.outcome)
            conclude(job, ending, .result(digest, failedCheck: check), &surroundings)
            return
        }
        if let failure = objection(to: planned, of: job) {
            var ending = ending
            ending.outcome = .failure(failure)
            conclude(job, ending, .failure(failure.kind, heldBackBy: nil), &surroundings)
            return
        }
        let joining = jobs.count..<jobs.count + planned.count
        conclude(job, ending, .plan(digest, jobs: joining), &surroundings)
        append(planned, plannedBy: job)
        start(joining, &surroundings)
    }

    private func objection(to planned: [PlannedJob], of job: Int) -> Failure? {
        guard stage == .open else {
            return Failure(.cancelled, "the run was cancelled before this job's plan came")
        }
        return PlanReview(run: self, planner: job, planned: planned).flaw.map {
            Failure(.refused, "its plan cannot be carried out: \($0)")
        }
    }

    /// A second result must be the first one's equal; that it is not is said aloud.
    private mutating func compare(
        _ result: JobResult, _ digest: ContentHash, with job: Int, _ session: SessionID,
        _ surroundings: inout Surroundings
    ) {
        strikeOut(result.attempt.number, of: job, &surroundings)
        switch jobs[job].conclusion {
        case .result(let first?, _) where first != digest,
            .plan(let first?, _) where first != digest:
            note(job, "attempt \(result.attempt.number) brought another result", surroundings)
            report(jobs[job].plan.name, &surroundings)
        case .result, .plan, .failure, nil:
            note(job, "attempt \(result.attempt.number) ended as well", surroundings)
        }
        acknowledgeOnceStored(job, .init(session: session, attempt: result.attempt), &surroundings)
    }

    mutating func acknowledgeOnceStored(
        _ job: Int, _ sender: ActiveJob.PendingAcknowledgement, _ surroundings: inout Surroundings
    ) {
        if case .storing(let conclusion, let pending) = jobs[job].state {
            set(job, .storing(conclusion, pending + [sender]))
        } else {
            surroundings.acknowledge(sender.attempt, of: sender.session)
        }
    }

    private mutating func report(_ name: String, _ surroundings: inout Surroundings) {
        if !disagreements.contains(name) { disagreements.append(name) }
        let notice = "not deterministic: two attempts gave different results for \(name)"
        surroundings.effects.append(.notify(id, counts, notice: notice))
    }

    /// Gives a job its outcome: other attempts at it are cancelled, and the outcome goes to the
    /// store. What waits for it goes on once it is there.
    mutating func conclude(
        _ job: Int, _ ending: Ending, _ conclusion: ActiveJob.Conclusion,
        _ surroundings: inout Surroundings
    ) {
        revokeAttempts(at: job, &surroundings)
        set(job, .storing(conclusion, ending.sender.map { [$0] } ?? []))
        let words = ending.attempt.map { "ended by attempt \($0)" } ?? "ended without an attempt"
        note(job, words, surroundings)
        let record = JobRecord(
            job: jobs[job].plan, path: jobs[job].path, outcome: ending.outcome,
            attempt: ending.attempt, execution: ending.execution,
            failures: jobs[job].history.failures.map(\.failure))
        let digest: ContentHash? =
            switch conclusion {
            case .result(let digest, _), .plan(let digest, _): digest
            case .failure: nil
            }
        surroundings.effects.append(.record(id, record, digest: digest))
    }

    /// Ends a job that nothing starts any more.
    mutating func conclude(
        cancelled job: Int, because words: String = "the run was cancelled before this job ended",
        _ surroundings: inout Surroundings
    ) {
        let failure = Failure(.cancelled, words)
        conclude(
            job, Ending(.failure(failure)), .failure(.cancelled, heldBackBy: nil), &surroundings)
    }
}
