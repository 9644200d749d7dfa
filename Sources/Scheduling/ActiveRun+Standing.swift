internal import Jobs
internal import OrderedCollections

/// What is said of a run, how it is taken up again, and how it ends.
extension ActiveRun {
    /// Takes in what an earlier start of the coordinator stored. A plan joins the run as it did
    /// then: what is stored as a plan had no flaw and came in time.
    mutating func restore(_ entries: [StoredHistory.Entry], _ surroundings: inout Surroundings) {
        for entry in entries.sorted(by: { $0.path < $1.path }) { remember(entry, surroundings) }
        settleDurations()
        let held = jobs.indices.filter { isHeldBack($0) }
        for job in held.sorted(by: { comesBefore($0, $1) }) {
            recall(heldBack: job)
        }
    }

    private mutating func remember(_ entry: StoredHistory.Entry, _ surroundings: Surroundings) {
        guard let job = indices[entry.job], jobs[job].path == entry.path, !jobs[job].isDone
        else { return }
        switch entry.ending {
        case .failure(let kind):
            set(job, .recorded(.failure(kind, heldBackBy: nil)))
        case .plan(let planned):
            let joining = jobs.count..<jobs.count + planned.count
            set(job, .recorded(.plan(entry.digest, jobs: joining)))
            append(planned, plannedBy: job)
        case .result(let failedCheck):
            set(job, .recorded(.result(entry.digest, failedCheck: failedCheck)))
        }
        if let seconds = entry.seconds { gather(duration: seconds) }
        note(job, "found in the store", surroundings)
    }

    private func isHeldBack(_ job: Int) -> Bool {
        if case .recorded(.failure(.heldBack, _)) = jobs[job].state { true } else { false }
    }

    /// Orders jobs so that none waits for a later one.
    private func comesBefore(_ left: Int, _ right: Int) -> Bool {
        let (first, second) = (jobs[left].path, jobs[right].path)
        let (one, other) = (precedence[first.indices[0]], precedence[second.indices[0]])
        return one == other ? first < second : one < other
    }

    private mutating func recall(heldBack job: Int) {
        set(job, .recorded(.failure(.heldBack, heldBackBy: failedCheck(before: job))))
    }

    /// Counts the slots that could serve the run, and finds what is in the way of any.
    mutating func count(slotsIn surroundings: Surroundings) {
        slots = surroundings.roster.workers.values.reduce(0) { sum, worker in
            sum + (serves(worker, surroundings) ? worker.slots : 0)
        }
        obstacle = Obstacle(surroundings, plan: plan, numerics: numerics)
    }

    /// Says where the run stands, if that has changed, and ends it where its jobs are all stored.
    mutating func announce(_ surroundings: inout Surroundings) {
        giveUpIfUnserved(&surroundings)
        let spoken = notice.update(
            queue.isEmpty || obstacle?.isTold == true ? nil : obstacle, at: surroundings.clock,
            grace: surroundings.settings.noticeGrace)
        if counts != told || spoken != nil {
            told = counts
            surroundings.effects.append(.notify(id, counts, notice: spoken?.sentence ?? ""))
        }
        if recorded == jobs.count { end(&surroundings) }
    }

    /// The run's own clock for the want of workers: it starts anew with the coordinator, and stands
    /// while a worker that fell silent may still come back.
    private mutating func giveUpIfUnserved(_ surroundings: inout Surroundings) {
        guard running.isEmpty, !queue.isEmpty, obstacle != nil,
            surroundings.roster.absences.isEmpty
        else {
            unservedSince = nil
            return
        }
        let since = unservedSince ?? surroundings.clock
        unservedSince = since
        guard let timeout = plan.workerTimeout, surroundings.clock - since >= timeout else {
            return
        }
        unservedSince = nil
        let time = Figure.seconds(timeout / .seconds(1))
        let words = "no worker could run it for \(time)"
        say(
            "\(obstacle?.sentence ?? "") for \(time), so the run ends: start a worker with "
                + "`\(plan.program.name) worker --connect ADDRESS`, or wait longer "
                + "(--worker-timeout)", &surroundings)
        close()
        let open = jobs.indices.filter { !jobs[$0].isDone }
        for job in open.sorted(by: { jobs[$0].path < jobs[$1].path }) {
            conclude(cancelled: job, because: words, &surroundings)
        }
    }

    /// The coordinator's own stall took no time.
    mutating func shift(by duration: Duration) {
        notice.shift(by: duration)
        unservedSince = unservedSince.map { $0 + duration }
    }

    /// When the run is given up for the want of workers.
    var unservedDeadline: Instant? {
        guard let unservedSince, let timeout = plan.workerTimeout else { return nil }
        return unservedSince + timeout
    }

    private mutating func end(_ surroundings: inout Surroundings) {
        let failures: [Failure.Kind] = jobs.compactMap { job in
            if case .failure(let kind, _) = job.conclusion { kind } else { nil }
        }
        let state: RunState =
            if failures.contains(.cancelled) {
                .cancelled
            } else if failures.contains(where: { $0 != .heldBack }) {
                .incomplete
            } else {
                .completed
            }
        end(state)
        if !disagreements.isEmpty {
            let names = disagreements.joined(separator: ", ")
            let notice = "not deterministic: two attempts gave different results for \(names)"
            surroundings.effects.append(.notify(id, counts, notice: notice))
        }
        surroundings.effects.append(.end(id, state, numerics: numerics ?? ""))
    }

    /// Ends the run with what is stored of it.
    mutating func breakOff(because reason: String, _ surroundings: inout Surroundings) {
        for job in jobs.indices { revokeAttempts(at: job, &surroundings) }
        surroundings.effects.append(.notify(id, counts, notice: reason))
        surroundings.effects.append(.end(id, .incomplete, numerics: numerics ?? ""))
    }
}
