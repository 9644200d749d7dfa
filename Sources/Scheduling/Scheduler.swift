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
    /// Jobs handed out to take turns, and at which of them each account was served last.
    private var servings = 0
    private var lastServed: [String: Int] = [:]
    /// Sessions so far.
    var joined = 0
    /// The runs that this event changed.
    var touched: Set<RunID> = []
    /// The runs that have ready jobs and workers that could run them.
    private var waiting: Set<RunID> = []

    public init(settings: SchedulerSettings = .init()) {
        surroundings = Surroundings(settings: settings)
    }

    public var settings: SchedulerSettings { surroundings.settings }

    /// Takes in one event and returns what is to be done about it, in order.
    public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        surroundings.clock = max(surroundings.clock, now)
        surroundings.effects = []
        react(to: event)
        blameDoubtful()
        recount()
        dispatch()
        announce()
        touched = []
        defer { surroundings.effects = [] }
        return surroundings.effects
    }

    /// Changes a run, which is looked at again in this turn; nil where there is none.
    @discardableResult
    mutating func withRun<Value>(
        _ id: RunID, _ change: (inout ActiveRun, inout Surroundings) -> Value
    ) -> Value? {
        guard let index = runs.index(forKey: id) else { return nil }
        touched.insert(id)
        return change(&runs.values[index], &surroundings)
    }

    private mutating func react(to event: Event) {
        switch event {
        case .runSubmitted(let run, let plan):
            takeUp(run, plan, StoredHistory(entries: [], attemptsBefore: 0))
        case .runRestored(let run, let plan, let history):
            takeUp(run, plan, history)
        case .runCancelled(let run, let drain):
            withRun(run) { $0.cancel(drain: drain, &$1) }
        case .runBroke(let run, let reason):
            withRun(run) { $0.breakOff(because: reason, &$1) }
            runs[run] = nil
        case .workerJoined(let session, let offer):
            join(session, offer)
        case .workerLeft(let session):
            leave(session, Failure(.preempted, "its worker left"))
        case .workerVanished(let session):
            leave(session, Failure(.lostWorker, "its connection broke"))
        case .drained(let name, let now):
            drain(name, now: now)
        case .workersExpected(let incarnations):
            expectBack(incarnations)
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
                .end(id, .incomplete, numerics: plan.numerics ?? ""))
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
        touched.insert(id)
    }

    private mutating func expectBack(_ incarnations: [String]) {
        let now = surroundings.clock
        for incarnation in incarnations { surroundings.roster.absences.add(incarnation, at: now) }
        surroundings.roster.absences.wait(until: now + settings.returnGrace)
    }

    private mutating func finish(
        _ session: SessionID, _ result: JobResult, _ digest: ContentHash
    ) {
        hear(session)
        let run = result.attempt.job.run
        if withRun(run, { $0.finish(session, result, digest, &$1) }) == nil {
            surroundings.acknowledge(result.attempt, of: session)
        }
    }

    private mutating func settle(_ job: JobID) {
        withRun(job.run) { run, surroundings in
            if let index = run.indices[job.name] { run.settle(index, &surroundings) }
        }
    }

    /// What died at a host that has just become doubtful counts against no job that is still open.
    private mutating func blameDoubtful() {
        let doubted = surroundings.doubted
        surroundings.doubted = []
        for host in doubted {
            for death in surroundings.roster.hosts[host]?.deaths ?? [] {
                withRun(death.attempt.job.run) { run, _ in run.blame(host, for: death.attempt) }
            }
        }
    }

    /// Counts the slots of all runs where workers came or went.
    private mutating func recount() {
        if surroundings.roster.isStale {
            surroundings.roster.isStale = false
            for id in runs.keys {
                withRun(id) { $0.count(slotsIn: $1) }
            }
        }
        for id in touched { noteWaiting(id) }
    }

    private mutating func noteWaiting(_ id: RunID) {
        if let run = runs[id], run.isActive, !run.queue.isEmpty, run.obstacle == nil {
            waiting.insert(id)
        } else {
            waiting.remove(id)
        }
    }

    /// Hands out ready jobs until no free slot can take one: account after account in turn, and of
    /// each run after run; then second copies of the last stragglers.
    private mutating func dispatch() {
        dropReservation()
        while !surroundings.roster.roomy.isEmpty,
            let id = turns().first(where: { assignNext(of: $0) })
        {
            servings += 1
            runs[id]?.lastServed = servings
            lastServed[runs[id]?.plan.account ?? ""] = servings
            noteWaiting(id)
        }
        guard !surroundings.roster.roomy.isEmpty else { return }
        for id in touched.sorted() { withRun(id) { $0.copyStragglers(&$1) } }
    }

    /// The job that a worker was kept empty for may have ended, or run already.
    private mutating func dropReservation() {
        guard let (session, job) = surroundings.roster.reservation else { return }
        let run = runs[job.run]
        let isQueued =
            run?.indices[job.name].map { index in
                if case .queued = run?.jobs[index].state { true } else { false }
            } ?? false
        if !isQueued || surroundings.roster[session] == nil {
            surroundings.roster.reservation = nil
        }
    }

    private mutating func assignNext(of id: RunID) -> Bool {
        withRun(id) { $0.assignNext(&$1) } ?? false
    }

    /// The runs with ready jobs: first those of the account that has waited longest for its turn,
    /// of these first the one that has.
    private func turns() -> [RunID] {
        guard waiting.count > 1 else { return Array(waiting) }
        let turns = waiting.compactMap { id in
            runs.index(forKey: id).map { index in
                let run = runs.values[index]
                return (lastServed[run.plan.account, default: 0], run.lastServed, index)
            }
        }
        return turns.sorted(by: <).map { runs.keys[$0.2] }
    }

    /// Says where each run that changed stands, and ends those whose jobs are all stored.
    private mutating func announce() {
        let indices = touched.compactMap { runs.index(forKey: $0) }.sorted()
        var hasEnded = false
        for index in indices where runs.values[index].isActive {
            runs.values[index].announce(&surroundings)
            hasEnded = hasEnded || !runs.values[index].isActive
            noteWaiting(runs.keys[index])
        }
        if hasEnded { forgetOldRuns() }
    }

    private mutating func forgetOldRuns() {
        let ended = runs.values.filter { !$0.isActive }.map(\.id)
        for id in ended.prefix(max(0, ended.count - settings.endedRunsKept)) { runs[id] = nil }
        let accounts = Set(runs.values.map(\.plan.account))
        lastServed = lastServed.filter { accounts.contains($0.key) }
    }
}
