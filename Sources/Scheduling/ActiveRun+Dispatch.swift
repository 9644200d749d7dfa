internal import DequeModule
internal import Jobs
internal import OrderedCollections

/// Which job of the run goes to which worker.
extension ActiveRun {
    /// Assigns the first ready job that a free worker may take; false where there is none.
    mutating func assignNext(_ surroundings: inout Surroundings) -> Bool {
        let free = freeWorkers(surroundings)
        guard !free.isEmpty else { return false }
        for turn in queue {
            if let session = choose(among: free, for: jobs[turn.job], surroundings) {
                assign(turn.job, to: session, &surroundings)
                return true
            }
        }
        return false
    }

    /// Sessions that could take a job of the run right now, in the order in which they joined.
    private func freeWorkers(_ surroundings: Surroundings) -> [SessionID] {
        let settings = surroundings.settings
        let isShort = medianDuration.map { .seconds($0) <= settings.prefetchBelow } ?? false
        let extra = isShort ? settings.prefetch : 0
        var free: [SessionID] = []
        for (session, worker) in surroundings.roster.workers
        where worker.attempts.count < worker.slots + extra
            && surroundings.clock - worker.heard < worker.beat * settings.suspectBeats
            && worker.offers(plan.program, kernelKind: kernelKind)
        {
            free.append(session)
        }
        return free
    }

    /// Picks the free worker whose host has least to do. A job that failed or was lost goes to
    /// another host, or at least to another session, if one is connected: it waits for that one.
    private func choose(
        among free: [SessionID], for job: ActiveJob, _ surroundings: Surroundings
    ) -> SessionID? {
        let failed = job.history.failures.map(\.attempt)
        guard !failed.isEmpty else { return surroundings.roster.leastLoaded(free) }
        let roster = surroundings.roster
        let able = roster.workers.keys.filter {
            roster[$0]?.offers(plan.program, kernelKind: kernelKind) == true
        }
        let fresh = able.filter { session in !failed.contains { $0.session == session } }
        let elsewhere = fresh.filter { session in
            !failed.contains { $0.host == roster[session]?.offer.host }
        }
        let welcome = [elsewhere, fresh, able].first { !$0.isEmpty } ?? []
        return roster.leastLoaded(free.filter(welcome.contains))
    }

    /// Gives the trials that run longest a second copy on slots that have nothing else to do.
    mutating func copyStragglers(_ surroundings: inout Surroundings) {
        guard let limit = stragglerLimit(surroundings.settings) else { return }
        while true {
            let free = freeWorkers(surroundings)
            guard !free.isEmpty, let oldest = oldestUncopied(surroundings.roster),
                surroundings.clock - oldest.attempt.started > limit,
                let session = surroundings.roster.leastLoaded(
                    free.filter { $0 != oldest.attempt.session })
            else { return }
            withHistory(of: oldest.job) { $0.isCopied = true }
            assign(oldest.job, to: session, &surroundings)
        }
    }

    /// How long a trial may run before it is copied; nil where the run copies none now.
    private func stragglerLimit(_ settings: SchedulerSettings) -> Duration? {
        guard settings.copiesStragglers, stage == .open, plan.kind == .search, queue.isEmpty,
            running.count > 0, let median = medianDuration
        else { return nil }
        return max(settings.stragglerMinimum, .seconds(median * settings.stragglerFactor))
    }

    private func oldestUncopied(_ roster: Roster) -> (job: Int, attempt: RunningAttempt)? {
        let candidates = roster.workers.values.flatMap(\.attempts).compactMap { attempt in
            attempt.job.run == id ? indices[attempt.job.name] : nil
        }.filter { !jobs[$0].history.isCopied && jobs[$0].attempts.count == 1 }
        return candidates.map { (job: $0, attempt: jobs[$0].attempts[0]) }.min { left, right in
            let (first, second) = (left.attempt.started, right.attempt.started)
            return first == second ? jobs[left.job].path < jobs[right.job].path : first < second
        }
    }

    /// When the next straggler will have run long enough, if a slot stands idle for its copy.
    func copyDeadline(_ surroundings: Surroundings) -> Instant? {
        guard let limit = stragglerLimit(surroundings.settings),
            let oldest = oldestUncopied(surroundings.roster),
            freeWorkers(surroundings).contains(where: { $0 != oldest.attempt.session })
        else { return nil }
        return oldest.attempt.started + limit + .nanoseconds(1)
    }
}
