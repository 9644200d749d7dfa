internal import Jobs
internal import OrderedCollections

extension Scheduler {
    /// An attempt's failure arrived. Only the first word about an attempt that runs is charged;
    /// what a program refuses, it refuses on every host.
    mutating func finish(
        _ number: Int, of place: Int, in id: RunID, _ session: SessionID, _ failure: Failure,
        _ result: JobResult
    ) {
        let job = runs[id]!.jobs[place]
        if failure.kind == .refused, job.phase != .recorded {
            strikeOut(number, of: place, in: id)
            runs[id]!.jobs[place].debts.append(.init(session: session, attempt: result.attempt))
            if !job.isDone {
                conclude(id, place, .failure(failure), by: number, result.execution)
            }
            return
        }
        if failure.kind == .preempted, workers[session] != nil {
            workers[session]!.isLeaving = true
            isRosterStale = true
        }
        if job.attempt(number) == nil {
            strikeOut(number, of: place, in: id)
        } else {
            fail(number, of: place, in: id, failure, result.execution)
        }
        acknowledge(session, result.attempt)
    }

    /// Charges a running attempt's failure by its kind, and queues the job again or gives it up.
    mutating func fail(
        _ number: Int, of place: Int, in id: RunID, _ failure: Failure,
        _ execution: JobResult.Execution? = nil
    ) {
        guard let attempt = detach(number, from: place, of: id) else { return }
        let worker = workers[attempt.session]?.offer
        let seen = "attempt \(number) on \(worker?.name ?? "?") at \(worker?.host ?? "?"): "
        runs[id]!.jobs[place].failures.append(
            .init(number: number, failure: Failure(failure.kind, seen + failure.message)))
        runs[id]!.jobs[place].avoid(attempt.session, host: worker?.host)
        note(id, place, "attempt \(number) ended: \(failure.kind.rawValue), \(failure.message)")
        count(failure.kind, number, of: place, in: id)
        if let verdict = verdict(on: runs[id]!.jobs[place]) {
            conclude(id, place, .failure(verdict), by: number, execution)
        } else if runs[id]!.jobs[place].attempts.isEmpty {
            retry(place, of: id)
        }
    }

    private mutating func retry(_ place: Int, of id: RunID) {
        if runs[id]!.isCancelled {
            conclude(id, place, Self.cancelled)
        } else if runs[id]!.jobs[place].waitsFor > 0 {
            runs[id]!.jobs[place].phase = .waiting
        } else {
            runs[id]!.enqueue(place)
        }
    }

    private mutating func count(_ kind: Failure.Kind, _ number: Int, of place: Int, in id: RunID) {
        switch kind {
        case .crashed, .outOfMemory:
            runs[id]!.jobs[place].crashes += 1
            runs[id]!.jobs[place].ended.append(number)
        case .stuck:
            runs[id]!.jobs[place].stucks += 1
            runs[id]!.jobs[place].ended.append(number)
        case .lostWorker, .preempted, .cancelled, .heldBack, .refused:
            runs[id]!.jobs[place].lost.append(number)
        }
    }

    /// Gives a job up once it has had all the attempts of one kind. The words name no host and no
    /// attempt: they enter the report, which must not depend on where things ran. Nor do they tell
    /// of a death or two by other causes, beside a job's own want of memory.
    private func verdict(on job: ActiveJob) -> Failure? {
        if job.crashes >= settings.crashesPerJob {
            let isFull = job.failures.contains { $0.failure.kind == .outOfMemory }
            let words = isFull ? "it ran out of memory" : "its compute process died"
            return Failure(
                isFull ? .outOfMemory : .crashed,
                "quarantined after \(settings.crashesPerJob) attempts: \(words)")
        }
        if job.stucks >= settings.stucksPerJob {
            return Failure(
                .stuck, "given up after \(settings.stucksPerJob) attempts: it stopped advancing")
        }
        if job.lost.count > settings.lossesPerJob {
            return Failure(
                .lostWorker,
                "given up: more than \(settings.lossesPerJob) workers were lost with it")
        }
        return nil
    }

    /// Tells those that waited for a job that it has its outcome; a list, not a recursion, since a
    /// plan may chain any number of jobs.
    mutating func releaseFollowers() {
        var next = 0
        while next < concluded.count {
            release(followersOf: concluded[next].place, in: concluded[next].run)
            next += 1
        }
        concluded = []
    }

    /// Lets go on what waited for a job that now has its outcome. What builds on a failed check, or
    /// on a job that was itself held back, is held back in turn.
    private mutating func release(followersOf place: Int, in id: RunID) {
        for follower in runs[id]!.followers[place] {
            runs[id]!.jobs[follower].waitsFor -= 1
            guard runs[id]!.jobs[follower].waitsFor == 0, !runs[id]!.jobs[follower].isDone else {
                continue
            }
            if let check = failedCheck(before: follower, in: id) {
                runs[id]!.jobs[follower].note("held back by \(check)", at: clock)
                conclude(id, follower, .failure(Failure(.heldBack, check + Self.heldBackWords)))
            } else if runs[id]!.jobs[follower].attempts.isEmpty {
                retry(follower, of: id)
            }
        }
    }

    /// What stands behind the failed check's name: read back from a job that was held back, so that
    /// those that build on it are held back by the same check.
    static let heldBackWords = " failed"

    /// The first failed check, in plan order, of those that a job waited for.
    private func failedCheck(before place: Int, in id: RunID) -> String? {
        let run = runs[id]!
        let awaited = Set(run.jobs[place].plan.heldBackBy).compactMap { run.places[$0] }.sorted()
        return awaited.lazy.compactMap { run.jobs[$0].conclusion?.failedCheck }.first
    }
}
