internal import DequeModule
internal import Jobs

/// One run, with its jobs and the queue of those that are ready. It owns all that may happen to
/// them; what it needs of the workers, and what it wants done, are its ``Surroundings``.
struct ActiveRun {
    enum Stage: Hashable {
        case open
        /// It was cancelled or drained: nothing starts any more, and no plan is taken in.
        case closing
        case ended(RunState)
    }

    let id: RunID
    /// Without its jobs.
    let plan: RunPlan
    /// As many as attempts were numbered before this start of the coordinator.
    let attemptsBefore: Int
    /// For each job of the submission how many others come before it: none of those waits for it.
    let precedence: [Int]
    private(set) var stage = Stage.open
    /// The number of the serving at which a job of it was handed out last; 0 before the first.
    var lastServed = 0
    var numerics: String?
    /// Those of the submission, then each plan's, as the plans came: the order of arrival, which
    /// nothing that is seen may depend on.
    private(set) var jobs: [ActiveJob] = []
    private(set) var indices: [String: Int] = [:]
    /// For each job those that wait for it.
    var followers: [[Int]] = []
    /// The turns of the jobs that are ready, lowest first.
    private(set) var queue: Deque<Turn> = []
    /// Seconds that the finished jobs took, sorted.
    private(set) var durations: [Double] = []
    private(set) var recorded = 0
    /// The jobs that run, in the order in which they started.
    private(set) var running: [Int] = []
    /// Jobs that may bring a plan and have no outcome yet.
    private(set) var planners = 0
    /// Slots of workers that could run this run's jobs, and what is in the way if there are none.
    var slots = 0
    var obstacle: Obstacle?
    var notice = Notice()
    /// Since when nothing of it runs and nobody could run it.
    var unservedSince: Instant?
    var told: RunCounts?
    /// Jobs of which two attempts brought different results.
    var disagreements: [String] = []

    init(id: RunID, plan: RunPlan, attemptsBefore: Int) {
        self.id = id
        self.plan = plan.withoutJobs
        self.attemptsBefore = attemptsBefore
        numerics = plan.numerics
        var precedence = [Int](repeating: 0, count: plan.jobs.count)
        for (turn, index) in plan.waitingOrder.enumerated() { precedence[index] = turn }
        self.precedence = precedence
        append(plan.jobs, plannedBy: nil)
    }

    var counts: RunCounts {
        RunCounts(
            total: jobs.count, running: running.count, done: recorded, slots: slots,
            mayGrow: stage == .open && planners > 0,
            names: running.prefix(RunCounts.namesLimit).map { jobs[$0].plan.name })
    }

    var isActive: Bool { state == .active }

    var state: RunState {
        if case .ended(let state) = stage { state } else { .active }
    }

    func id(of job: Int) -> JobID { JobID(run: id, name: jobs[job].plan.name) }

    func attemptID(_ number: Int, of job: Int) -> AttemptID {
        AttemptID(job: id(of: job), number: number)
    }

    /// Seconds; nil before the first job has finished.
    var medianDuration: Double? {
        durations.isEmpty ? nil : durations[durations.count / 2]
    }

    mutating func add(duration: Double) {
        guard duration.isFinite, duration >= 0 else { return }
        let index = durations.partitioningIndex { $0 > duration }
        durations.insert(duration, at: index)
    }

    /// Adds one of many durations, which are to be settled at the end.
    mutating func gather(duration: Double) {
        if duration.isFinite, duration >= 0 { durations.append(duration) }
    }

    mutating func settleDurations() { durations.sort() }

    mutating func close() {
        if stage == .open { stage = .closing }
    }

    mutating func end(_ state: RunState) { stage = .ended(state) }

    // The one place where a job is added, its state changes and its history grows: the counts and
    // the queue change with it.

    mutating func add(_ job: ActiveJob) {
        indices[job.plan.name] = jobs.count
        jobs.append(job)
        followers.append([])
        count(jobs.count - 1, by: 1)
    }

    mutating func connect(_ job: Int, reads: [OutcomeToRead], holders: [Int]) {
        jobs[job].connect(reads: reads, holders: holders)
    }

    mutating func set(_ job: Int, _ state: ActiveJob.State) {
        if case .running = state, case .running = jobs[job].state {
            jobs[job].state = state
            return
        }
        if case .queued = jobs[job].state { dequeue(job) }
        count(job, by: -1)
        jobs[job].state = state
        count(job, by: 1)
        if case .queued = state { enqueue(job) }
    }

    mutating func withHistory(of job: Int, _ change: (inout AttemptHistory) -> Void) {
        change(&jobs[job].history)
    }

    private mutating func count(_ job: Int, by step: Int) {
        if jobs[job].plan.plans, !jobs[job].isDone { planners += step }
        switch jobs[job].state {
        case .running:
            if step > 0 { running.append(job) } else { running.removeAll { $0 == job } }
        case .recorded: recorded += step
        case .waiting, .queued, .storing: break
        }
    }

    private func turn(of job: Int) -> Turn { Turn(of: jobs[job], index: job, in: plan.kind) }

    private mutating func enqueue(_ job: Int) {
        let turn = turn(of: job)
        queue.insert(turn, at: queue.partitioningIndex { $0 > turn })
    }

    private mutating func dequeue(_ job: Int) {
        let turn = turn(of: job)
        let index = queue.partitioningIndex { $0 >= turn }
        if index < queue.count, queue[index] == turn { queue.remove(at: index) }
    }

    /// Queues many jobs at once.
    mutating func enqueueAll(_ ready: [Int]) {
        for job in ready { jobs[job].state = .queued }
        queue = Deque((queue.map(\.self) + ready.map(turn)).sorted())
    }

    mutating func note(_ job: Int, _ line: String, _ surroundings: Surroundings) {
        guard surroundings.settings.keepsStories else { return }
        jobs[job].note(line, at: surroundings.clock)
    }
}
