internal import DequeModule
internal import Jobs
internal import OrderedCollections

extension Scheduler {
    /// Hands out ready jobs until no free slot can take one: run after run in turn, then second
    /// copies of the last stragglers.
    mutating func dispatch() {
        while let id = turns().first(where: { assignNext(of: $0) }) { served = id }
        guard settings.copiesStragglers else { return }
        for id in Array(runs.keys) { copyStragglers(of: id) }
    }

    /// The runs with queued jobs, starting behind the one that was served last.
    private func turns() -> [RunID] {
        let waiting = runs.values.filter { $0.isActive && !$0.queue.isEmpty }.map(\.id)
        guard waiting.count > 1, let served, let last = runs.index(forKey: served) else {
            return waiting
        }
        let behind = waiting.firstIndex { runs.index(forKey: $0)! > last } ?? 0
        return Array(waiting[behind...] + waiting[..<behind])
    }

    private mutating func assignNext(of id: RunID) -> Bool {
        guard let (place, session) = nextMatch(of: id) else { return false }
        assign(place, of: id, to: session)
        return true
    }

    /// The first ready job that a free worker may take, and that worker.
    private func nextMatch(of id: RunID) -> (place: Int, session: SessionID)? {
        let free = freeWorkers(for: id)
        guard !free.isEmpty else { return nil }
        for rank in runs[id]!.queue {
            let place = runs[id]!.order[rank]
            if let session = choose(among: free, for: runs[id]!.jobs[place], of: id) {
                return (place, session)
            }
        }
        return nil
    }

    /// Sessions that could take a job of the run right now, in the order in which they joined.
    private func freeWorkers(for id: RunID) -> [SessionID] {
        let run = runs[id]!
        let isShort = run.medianDuration.map { .seconds($0) <= settings.prefetchBelow } ?? false
        let extra = isShort ? settings.prefetch : 0
        var free: [SessionID] = []
        for (session, worker) in workers
        where worker.attempts.count < worker.slots + extra
            && clock - worker.heard < worker.beat * settings.suspectBeats
            && worker.offers(run.plan.program, kernelKind: run.kernelKind)
        {
            free.append(session)
        }
        return free
    }

    /// Picks the free worker whose host has least to do. A job that failed or was lost goes to
    /// another host, or at least to another session, if one is connected: it waits for that one.
    private func choose(among free: [SessionID], for job: ActiveJob, of id: RunID) -> SessionID? {
        leastLoaded(free.filter(isWelcome(for: job, of: id)))
    }

    private func isWelcome(for job: ActiveJob, of id: RunID) -> (SessionID) -> Bool {
        guard !job.avoidedSessions.isEmpty else { return { _ in true } }
        let run = runs[id]!
        let able = workers.keys.filter {
            workers[$0]!.offers(run.plan.program, kernelKind: run.kernelKind)
        }
        let isElsewhere = { (session: SessionID) in
            !job.avoidedSessions.contains(session)
                && !job.avoidedHosts.contains(workers[session]!.offer.host)
        }
        if able.contains(where: isElsewhere) { return isElsewhere }
        let isFresh = { (session: SessionID) in !job.avoidedSessions.contains(session) }
        return able.contains(where: isFresh) ? isFresh : { _ in true }
    }

    private func leastLoaded(_ sessions: [SessionID]) -> SessionID? {
        func rank(_ session: SessionID) -> (Int, Int) {
            let worker = workers[session]!
            return (load[worker.offer.host, default: 0], worker.attempts.count)
        }
        return sessions.min { rank($0) < rank($1) }
    }

    private mutating func assign(_ place: Int, of id: RunID, to session: SessionID) {
        adoptKernelKind(of: session, for: id)
        runs[id]!.dequeue(place)
        let number = runs[id]!.jobs[place].highest + 1
        let plan = runs[id]!.plan
        attach(RunningAttempt(number: number, session: session, started: clock), to: place, of: id)
        let worker = workers[session]!.offer
        note(id, place, "attempt \(number) assigned to \(worker.name) at \(worker.host)")
        let assignment = Assignment(
            attempt: AttemptID(job: runs[id]!.id(of: place), number: number),
            job: plan.jobs[place], program: plan.program, file: plan.file, data: plan.data,
            seed: plan.seed, kernelKind: runs[id]!.kernelKind ?? "")
        effects.append(.assign(session, assignment))
    }

    /// A run that names no kernel kind takes the first of the first worker that gets a job.
    private mutating func adoptKernelKind(of session: SessionID, for id: RunID) {
        guard runs[id]!.kernelKind == nil, let kind = workers[session]!.offer.kernelKinds.first
        else { return }
        adopt(kind, for: id)
    }

    mutating func adopt(_ kernelKind: String, for id: RunID) {
        runs[id]!.kernelKind = kernelKind
        isRosterStale = true
        effects.append(.adopt(id, kernelKind: kernelKind))
    }

    private mutating func copyStragglers(of id: RunID) {
        guard let limit = stragglerLimit(of: id) else { return }
        while true {
            let free = freeWorkers(for: id)
            guard !free.isEmpty, let oldest = oldestUncopied(of: id),
                clock - oldest.attempt.started > limit,
                let session = leastLoaded(free.filter { $0 != oldest.attempt.session })
            else { return }
            runs[id]!.jobs[oldest.place].isCopied = true
            assign(oldest.place, of: id, to: session)
        }
    }

    /// How long a trial may run before it is copied; nil where the run copies none now.
    private func stragglerLimit(of id: RunID) -> Duration? {
        let run = runs[id]!
        guard run.isActive, run.plan.kind == .search, !run.isCancelled, run.queue.isEmpty,
            run.running > 0, let median = run.medianDuration
        else { return nil }
        return max(settings.stragglerMinimum, .seconds(median * settings.stragglerFactor))
    }

    private func oldestUncopied(of id: RunID) -> (place: Int, attempt: RunningAttempt)? {
        var oldest: (place: Int, attempt: RunningAttempt)?
        for attempt in workers.values.flatMap(\.attempts) where attempt.job.run == id {
            let place = runs[id]!.places[attempt.job.name]!
            let job = runs[id]!.jobs[place]
            guard !job.isCopied, job.attempts.count == 1 else { continue }
            let candidate = (place, job.attempts[0])
            guard let best = oldest else {
                oldest = candidate
                continue
            }
            if (candidate.1.started, place) < (best.attempt.started, best.place) {
                oldest = candidate
            }
        }
        return oldest
    }

    /// When the next straggler will have run long enough, if a slot stands idle for its copy.
    func copyDeadline(of id: RunID) -> Instant? {
        guard settings.copiesStragglers, let limit = stragglerLimit(of: id),
            let oldest = oldestUncopied(of: id),
            freeWorkers(for: id).contains(where: { $0 != oldest.attempt.session })
        else { return nil }
        return oldest.attempt.started + limit + .nanoseconds(1)
    }
}
