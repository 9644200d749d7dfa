internal import Jobs

/// How jobs join a run, what they wait for, and when they go on.
extension ActiveRun {
    /// Appends the jobs of the submission or of a plan that has no flaw; returns their indices.
    @discardableResult
    mutating func append(_ planned: [PlannedJob], plannedBy planner: Int?) -> Range<Int> {
        let first = jobs.count
        for (index, plan) in planned.enumerated() {
            let path = planner.map { jobs[$0].path.child(index) } ?? TreePath(index)
            add(ActiveJob(plan, path: path, planner: planner, attemptsBefore: attemptsBefore))
        }
        // The submission's jobs may wait for later ones, so all are there before one is connected.
        for job in first..<jobs.count {
            let plan = jobs[job].plan
            guard !plan.reads.isEmpty || !plan.heldBackBy.isEmpty else { continue }
            connect(job, reads: outcomes(readBy: plan), holders: holders(of: plan, by: planner))
        }
        return first..<jobs.count
    }

    private func outcomes(readBy plan: PlannedJob) -> [OutcomeToRead] {
        plan.reads.flatMap { read in
            (read.names ?? []).compactMap { name in
                indices[name].map {
                    OutcomeToRead(job: name, path: jobs[$0].path, part: read.part, index: $0)
                }
            }
        }
    }

    private func holders(of plan: PlannedJob, by planner: Int?) -> [Int] {
        Set(plan.heldBackBy).compactMap { name in
            guard let planner else { return indices[name] }
            guard case .earlier(let job) = find(name, plannedBy: planner) else { return nil }
            return job
        }.sorted { jobs[$0].path < jobs[$1].path }
    }

    /// How a name stands to the jobs of a plan.
    enum Reference {
        /// One of the submission that waits for none of the plan's, or of the same plan or one
        /// above, further to the front.
        case earlier(Int)
        /// The one that planned them, or planned that one.
        case planner(Int)
        /// It may wait for them.
        case later
        /// Nobody can have it, or a job that is there at one time and not at another.
        case unknown
    }

    /// Looks a name up for the jobs of a plan; those of the plan itself are taken for earlier.
    func find(_ name: String, plannedBy planner: Int) -> Reference {
        guard let job = indices[name] else { return .unknown }
        let line = line(of: planner)
        if line.contains(job) { return .planner(job) }
        guard let other = jobs[job].planner else {
            let root = line.last ?? planner
            return precedence[job] < precedence[root] ? .earlier(job) : .later
        }
        guard line.contains(other) else { return .unknown }
        return other == planner || jobs[job].path < jobs[planner].path ? .earlier(job) : .later
    }

    /// A job, the one that planned it, and so on up to one of the submission.
    private func line(of job: Int) -> [Int] {
        Array(sequence(first: job) { jobs[$0].planner })
    }

    /// Lets jobs that are not done wait for what they build on, or go on.
    mutating func start(_ range: Range<Int>, _ surroundings: inout Surroundings) {
        var ready: [Int] = []
        for job in range where !jobs[job].isDone {
            let awaited = awaited(by: job)
            for other in awaited { followers[other].append(job) }
            if !awaited.isEmpty {
                set(job, .waiting(for: awaited.count))
            } else if let check = failedCheck(before: job) {
                holdBack(job, by: check, &surroundings)
            } else {
                ready.append(job)
            }
        }
        enqueueAll(ready)
    }

    /// The jobs that are not stored and that a job waits for: what it reads, its planner, and the
    /// findings that may hold it back.
    private func awaited(by job: Int) -> [Int] {
        var awaited = Set(jobs[job].reads.map(\.index))
        if let planner = jobs[job].planner { awaited.insert(planner) }
        return awaited.filter { !jobs[$0].isRecorded }
            .union(jobs[job].holders.flatMap(unsettled(before:))).sorted()
    }

    /// The jobs that are yet to be stored before it is known whether a job's checks failed: itself,
    /// or where it brought a plan, those of the plan that bring its findings.
    private func unsettled(before job: Int) -> [Int] {
        guard jobs[job].isRecorded else { return [job] }
        return judges(of: job).flatMap(unsettled(before:))
    }

    /// The jobs of a job's plan that bring its findings; none where it brought no plan.
    private func judges(of job: Int) -> [Int] {
        guard case .plan(_, let planned) = jobs[job].conclusion else { return [] }
        return planned.filter { !jobs[$0].plan.checks.isEmpty }
    }

    /// The record is on disk: those who brought the result may forget it, and those who waited for
    /// it go on or are held back.
    mutating func settle(_ job: Int, _ surroundings: inout Surroundings) {
        guard case .storing(let conclusion, let pending) = jobs[job].state else { return }
        set(job, .recorded(conclusion))
        note(job, "stored", surroundings)
        for item in pending { surroundings.acknowledge(item.attempt, of: item.session) }
        let waiting = followers[job]
        followers[job] = []
        for follower in waiting { release(follower, from: job, &surroundings) }
    }

    private mutating func release(
        _ follower: Int, from job: Int, _ surroundings: inout Surroundings
    ) {
        guard case .waiting(var count) = jobs[follower].state else { return }
        count -= 1
        if isHeld(follower, by: job) {
            for judge in unsettled(before: job) where !followers[judge].contains(follower) {
                followers[judge].append(follower)
                count += 1
            }
        }
        if count > 0 {
            set(follower, .waiting(for: count))
        } else if let check = failedCheck(before: follower) {
            holdBack(follower, by: check, &surroundings)
        } else {
            set(follower, .queued)
        }
    }

    /// Whether a job's finding is one that may hold `follower` back: its own, or as a judge.
    private func isHeld(_ follower: Int, by job: Int) -> Bool {
        var job = job
        while true {
            if jobs[follower].holders.contains(job) { return true }
            guard !jobs[job].plan.checks.isEmpty, let planner = jobs[job].planner else {
                return false
            }
            job = planner
        }
    }

    /// The first failed check, in the run's order, of those that a job waited for.
    func failedCheck(before job: Int) -> String? {
        jobs[job].holders.lazy.compactMap(failedCheck(of:)).first
    }

    private func failedCheck(of job: Int) -> String? {
        switch jobs[job].conclusion {
        case .result(_, let check): check
        case .failure(_, let check): check
        case .plan: judges(of: job).lazy.compactMap(failedCheck(of:)).first
        case nil: nil
        }
    }

    /// What builds on a failed check, or on a job that was itself held back, is held back in turn.
    private mutating func holdBack(
        _ job: Int, by check: String, _ surroundings: inout Surroundings
    ) {
        note(job, "held back by \(check)", surroundings)
        let failure = Failure(.heldBack, "\(check) failed")
        conclude(
            job, Ending(.failure(failure)), .failure(.heldBack, heldBackBy: check), &surroundings)
    }
}
