internal import Jobs
internal import OrderedCollections

/// Decides which worker runs which job: a pure state machine without clock, I/O or randomness.
///
/// The coordinator's shell tells it what happened (`Event`) and carries out what it answers
/// (`Effect`); the simulation in the tests does the same. Equal events at equal times give equal
/// effects.
public struct Scheduler: Sendable {
    var runs: OrderedDictionary<RunID, ActiveRun> = [:]
    var surroundings: Surroundings
    /// The run that was served last: the next one's turn is now.
    private var served: RunID?

    public init(settings: SchedulerSettings = .init()) {
        surroundings = Surroundings(settings: settings)
    }

    public var settings: SchedulerSettings { surroundings.settings }

    /// Takes in one event and returns what is to be done about it, in order.
    public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        surroundings.clock = max(surroundings.clock, now)
        surroundings.effects = []
        react(to: event)
        dispatch()
        announce()
        defer { surroundings.effects = [] }
        return surroundings.effects
    }

    private mutating func react(to event: Event) {
        switch event {
        case .runSubmitted(let run, let plan):
            takeUp(run, plan, StoredHistory(entries: [], attemptsBefore: 0))
        case .runRestored(let run, let plan, let history):
            takeUp(run, plan, history)
        case .runCancelled(let run, let drain):
            runs[run]?.cancel(drain: drain, &surroundings)
        case .runBroke(let run, let reason):
            runs[run]?.breakOff(because: reason, &surroundings)
            runs[run] = nil
        case .workerJoined(let session, let offer):
            join(session, offer)
        case .workerLeft(let session):
            leave(session, why: "its worker left")
        case .heard(let session):
            hear(session)
        case .progressed(let session, let progress):
            advance(session, progress)
        case .finished(let session, let result, let digest):
            finish(session, result, digest)
        case .recorded(let job):
            settle(job)
        case .stalled(let duration):
            shift(by: duration)
        case .tick:
            expire()
        }
    }

    /// Takes up a run; the jobs that have records are done.
    private mutating func takeUp(_ id: RunID, _ plan: RunPlan, _ history: StoredHistory) {
        guard runs[id] == nil else { return }
        if let flaw = plan.flaw {
            let counts = RunCounts(total: plan.jobs.count, running: 0, done: 0, slots: 0)
            surroundings.effects.append(.notify(id, counts, notice: flaw))
            surroundings.effects.append(
                .end(id, .incomplete, kernelKind: plan.kernelKind ?? ""))
            return
        }
        surroundings.roster.isStale = true
        var run = ActiveRun(id: id, plan: plan, attemptsBefore: history.attemptsBefore)
        run.restore(history.entries, &surroundings)
        if history.isCancelled {
            run.cancel(drain: false, &surroundings)
        } else {
            run.start(run.jobs.indices, &surroundings)
        }
        runs[id] = run
    }

    private mutating func finish(
        _ session: SessionID, _ result: JobResult, _ digest: ContentHash
    ) {
        hear(session)
        let run = result.attempt.job.run
        guard runs[run] != nil else {
            surroundings.acknowledge(result.attempt, of: session)
            return
        }
        runs[run]?.finish(session, result, digest, &surroundings)
    }

    private mutating func settle(_ job: JobID) {
        guard let index = runs[job.run]?.indices[job.name] else { return }
        runs[job.run]?.settle(index, &surroundings)
    }

    /// Hands out ready jobs until no free slot can take one: run after run in turn, then second
    /// copies of the last stragglers.
    private mutating func dispatch() {
        while let id = turns().first(where: { assignNext(of: $0) }) { served = id }
        for id in runs.keys { runs[id]?.copyStragglers(&surroundings) }
    }

    private mutating func assignNext(of id: RunID) -> Bool {
        runs[id]?.assignNext(&surroundings) ?? false
    }

    /// The runs with queued jobs, starting behind the one that was served last.
    private func turns() -> [RunID] {
        let waiting = runs.values.filter { $0.isActive && !$0.queue.isEmpty }.map(\.id)
        guard waiting.count > 1, let served, let last = runs.index(forKey: served) else {
            return waiting
        }
        let behind =
            waiting.firstIndex { id in runs.index(forKey: id).map { $0 > last } ?? false } ?? 0
        return Array(waiting[behind...] + waiting[..<behind])
    }

    /// Says where each run stands, if that has changed, and ends those whose jobs are all stored.
    private mutating func announce() {
        if surroundings.roster.isStale {
            surroundings.roster.isStale = false
            for id in runs.keys { runs[id]?.count(slotsIn: surroundings.roster) }
        }
        for id in runs.keys where runs[id]?.isActive == true {
            runs[id]?.announce(&surroundings)
            if runs[id]?.isActive == false { forgetOldRuns() }
        }
    }

    private mutating func forgetOldRuns() {
        let ended = runs.values.filter { !$0.isActive }.map(\.id)
        for id in ended.prefix(max(0, ended.count - settings.endedRunsKept)) { runs[id] = nil }
    }
}
