internal import DequeModule
internal import Jobs
internal import OrderedCollections

/// Which job of the run goes to which worker.
extension ActiveRun {
    /// Assigns the first ready job that a free worker may take; false where there is none.
    mutating func assignNext(_ surroundings: inout Surroundings) -> Bool {
        guard !isHeldForAbsent(surroundings) else { return false }
        var free = freeWorkers(surroundings)
        // By index: an iterator would hold the queue, and assigning would copy all of it.
        for index in queue.indices {
            guard !free.isEmpty else { return false }
            let turn = queue[index]
            let job = jobs[turn.job]
            if isHeldForAbsent(job, surroundings) { continue }
            if job.history.needsSolitude(surroundings.settings) {
                if assignAlone(turn.job, free, &surroundings) { return true }
                free = free.filter { $0 != surroundings.roster.reservation?.session }
            } else if let session = choose(among: free, for: job, surroundings) {
                assign(turn.job, to: session, &surroundings)
                return true
            }
        }
        return false
    }

    /// After a start of the coordinator any job may be under way at a worker that is yet to greet.
    private func isHeldForAbsent(_ surroundings: Surroundings) -> Bool {
        attemptsBefore > 0 && surroundings.roster.absences.holdsBack(at: surroundings.clock)
    }

    /// Its last worker fell silent in an outage, and may still have it.
    private func isHeldForAbsent(_ job: ActiveJob, _ surroundings: Surroundings) -> Bool {
        guard let last = job.history.failures.last, last.failure.kind == .lostWorker else {
            return false
        }
        let absences = surroundings.roster.absences
        return absences.contains(last.attempt.incarnation)
            && absences.holdsBack(at: surroundings.clock)
    }

    /// Gives a job a worker for itself. Where none stands empty, the one that has least to do gets
    /// nothing else until it does.
    private mutating func assignAlone(
        _ job: Int, _ free: [SessionID], _ surroundings: inout Surroundings
    ) -> Bool {
        let roster = surroundings.roster
        if let empty = choose(
            among: free.filter { roster[$0]?.attempts.isEmpty == true }, for: jobs[job],
            surroundings)
        {
            if roster.reservation?.job == id(of: job) { surroundings.roster.reservation = nil }
            assign(job, to: empty, alone: true, &surroundings)
            return true
        }
        if roster.reservation == nil, let session = roster.leastLoaded(able(surroundings)) {
            surroundings.roster.reservation = (session, id(of: job))
        }
        return false
    }

    /// Sessions that could take a job of the run right now.
    private func freeWorkers(_ surroundings: Surroundings) -> [SessionID] {
        let settings = surroundings.settings
        let roster = surroundings.roster
        let extra = medianDuration.map(settings.prefetch(whereJobsTake:)) ?? 0
        let free = roster.roomy.filter { session in
            guard let worker = roster[session] else { return false }
            return worker.attempts.count < worker.slots + extra && worker.solitary == nil
                && (session != roster.reservation?.session || worker.attempts.isEmpty)
                && surroundings.clock - worker.heard < worker.beat * settings.suspectBeats
                && serves(worker, surroundings)
        }
        return withoutDoubtful(Array(free), surroundings)
    }

    /// Whether a worker could run the run's jobs, and its host does not rest.
    func serves(_ worker: ConnectedWorker, _ surroundings: Surroundings) -> Bool {
        worker.offers(plan.program, numerics: numerics)
            && !surroundings.roster.rests(worker.offer.host, at: surroundings.clock)
    }

    /// Doubtful hosts get jobs only where no other could run them.
    private func withoutDoubtful(
        _ sessions: [SessionID], _ surroundings: Surroundings
    ) -> [SessionID] {
        let roster = surroundings.roster
        guard !roster.hosts.isEmpty else { return sessions }
        let doubtful = sessions.filter {
            roster[$0].map { roster.isDoubtful($0.offer.host) } ?? true
        }
        guard !doubtful.isEmpty, hasTrustedWorker(surroundings) else { return sessions }
        return sessions.filter { !doubtful.contains($0) }
    }

    /// Whether a host other than `host` that is not doubtful could run the run's jobs.
    func hasTrustedWorker(besides host: String? = nil, _ surroundings: Surroundings) -> Bool {
        surroundings.roster.workers.values.contains { worker in
            worker.offer.host != host && serves(worker, surroundings)
                && !surroundings.roster.isDoubtful(worker.offer.host)
        }
    }

    /// Sessions that could run the run's jobs once they have room.
    private func able(_ surroundings: Surroundings) -> [SessionID] {
        let able = surroundings.roster.workers.filter { serves($0.value, surroundings) }.map(\.key)
        return withoutDoubtful(able, surroundings)
    }

    /// Picks the free worker whose host has least to do. A job that failed or was lost goes to
    /// another host, or at least to another session, if one is connected: it waits for that one.
    private func choose(
        among free: [SessionID], for job: ActiveJob, _ surroundings: Surroundings
    ) -> SessionID? {
        let failed = job.history.failures.map(\.attempt)
        guard !failed.isEmpty else { return surroundings.roster.leastLoaded(free) }
        let roster = surroundings.roster
        let able = able(surroundings)
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
            guard !free.isEmpty, let oldest = oldestUncopied(surroundings),
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

    /// The longest running attempt without a copy; none of a job that must be alone.
    private func oldestUncopied(
        _ surroundings: Surroundings
    ) -> (job: Int, attempt: RunningAttempt)? {
        let candidates = running.filter {
            !jobs[$0].history.isCopied && jobs[$0].attempts.count == 1
                && !jobs[$0].history.needsSolitude(surroundings.settings)
        }
        return candidates.map { (job: $0, attempt: jobs[$0].attempts[0]) }.min { left, right in
            let (first, second) = (left.attempt.started, right.attempt.started)
            return first == second ? jobs[left.job].path < jobs[right.job].path : first < second
        }
    }

    /// When the next straggler will have run long enough, if a slot stands idle for its copy.
    func copyDeadline(_ surroundings: Surroundings) -> Instant? {
        guard let limit = stragglerLimit(surroundings.settings),
            let oldest = oldestUncopied(surroundings),
            freeWorkers(surroundings).contains(where: { $0 != oldest.attempt.session })
        else { return nil }
        return oldest.attempt.started + limit + .nanoseconds(1)
    }
}
