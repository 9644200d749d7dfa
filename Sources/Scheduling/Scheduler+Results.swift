internal import Foundation
internal import Jobs
internal import OrderedCollections

extension Scheduler {
    /// An attempt ended. A result counts for any job that has none, whatever became of the session
    /// or the attempt meanwhile: jobs are pure, so a late result is a right result.
    mutating func finish(_ session: SessionID, _ result: JobResult) {
        hear(session)
        guard let (id, place) = locate(result.attempt.job) else {
            acknowledge(session, result.attempt)
            return
        }
        let number = result.attempt.number
        if case .failure(let failure) = result.outcome {
            finish(number, of: place, in: id, session, failure, result)
        } else if let kind = runs[id]!.kernelKind, result.kernelKind != kind {
            let failure = Failure(
                .crashed, "it ran with the kernel kind \(result.kernelKind) instead of \(kind)")
            finish(number, of: place, in: id, session, failure, result)
        } else if runs[id]!.jobs[place].isDone {
            compare(result, with: place, of: id, session)
        } else {
            if runs[id]!.kernelKind == nil { adopt(result.kernelKind, for: id) }
            accept(result, for: place, of: id, session)
        }
    }

    private mutating func accept(
        _ result: JobResult, for place: Int, of id: RunID, _ session: SessionID
    ) {
        strikeOut(result.attempt.number, of: place, in: id)
        runs[id]!.jobs[place].debts.append(.init(session: session, attempt: result.attempt))
        if runs[id]!.isActive { runs[id]!.add(duration: result.execution.seconds) }
        conclude(id, place, result.outcome, by: result.attempt.number, result.execution)
    }

    /// A second result must be the first one's equal; that it is not is said aloud.
    private mutating func compare(
        _ result: JobResult, with place: Int, of id: RunID, _ session: SessionID
    ) {
        strikeOut(result.attempt.number, of: place, in: id)
        let job = runs[id]!.jobs[place]
        if let digest = job.conclusion?.digest, digest != self.digest(of: result.outcome) {
            note(id, place, "attempt \(result.attempt.number) brought another result")
            report(job.plan.name, of: id)
        } else {
            note(id, place, "attempt \(result.attempt.number) ended as well")
        }
        if job.phase == .storing {
            runs[id]!.jobs[place].debts.append(.init(session: session, attempt: result.attempt))
        } else {
            acknowledge(session, result.attempt)
        }
    }

    private mutating func report(_ name: String, of id: RunID) {
        if !runs[id]!.disagreements.contains(name) { runs[id]!.disagreements.append(name) }
        let notice = "not deterministic: two attempts gave different results for \(name)"
        effects.append(.notify(id, runs[id]!.counts, notice: notice))
    }

    /// Marks an attempt as over, so that nobody takes it up again.
    mutating func strikeOut(_ number: Int, of place: Int, in id: RunID) {
        _ = detach(number, from: place, of: id)
        if !runs[id]!.jobs[place].ended.contains(number) {
            runs[id]!.jobs[place].ended.append(number)
        }
        let honest = min(number, Self.highestAttempt)
        runs[id]!.jobs[place].highest = max(runs[id]!.jobs[place].highest, honest)
    }

    /// Gives a job its outcome: other attempts at it are cancelled, the outcome goes to the store,
    /// and the jobs that waited for it go on or are held back.
    mutating func conclude(
        _ id: RunID, _ place: Int, _ outcome: Outcome, by number: Int? = nil,
        _ execution: JobResult.Execution? = nil
    ) {
        runs[id]!.dequeue(place)
        for attempt in runs[id]!.jobs[place].attempts {
            revoke(attempt.number, of: place, in: id)
        }
        let job = runs[id]!.jobs[place]
        runs[id]!.jobs[place].conclusion = conclusion(of: outcome, for: job.plan)
        runs[id]!.jobs[place].phase = .storing
        note(id, place, number.map { "ended by attempt \($0)" } ?? "ended without an attempt")
        let record = JobRecord(
            job: job.plan, path: TreePath(place), outcome: outcome, attempt: number, execution: execution,
            failures: job.failures.map(\.failure))
        effects.append(.record(id, record))
        concluded.append((id, place))
    }

    func conclusion(of outcome: Outcome, for plan: PlannedJob) -> ActiveJob.Conclusion {
        switch outcome {
        case .failure(let failure):
            let isHeld = failure.kind == .heldBack && failure.message.hasSuffix(Self.heldBackWords)
            let check = failure.message.dropLast(Self.heldBackWords.count)
            return .init(failure: failure.kind, failedCheck: isHeld ? String(check) : nil)
        case .trial, .probe, .plan:
            return .init(digest: digest(of: outcome))
        case .findings(let findings):
            let failed = plan.checks.first { check in
                findings.contains { $0.check == check && $0.verdict == .failed }
            }
            return .init(digest: digest(of: outcome), failedCheck: failed)
        }
    }

    /// Outcomes are compared by their bytes: NaN equals itself, and 0 is not -0.
    private func digest(of outcome: Outcome) -> ContentHash {
        guard let bytes = try? CanonicalJSON.encode(outcome) else {
            fatalError("an outcome that came as JSON cannot be written as JSON: \(outcome)")
        }
        return ContentHash(of: bytes)
    }
}
