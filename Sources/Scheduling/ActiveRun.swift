internal import DequeModule
internal import Jobs

/// One run, with its jobs and the queue of those that are ready.
struct ActiveRun {
    let id: RunID
    let plan: RunPlan
    var state = RunState.active
    var kernelKind: String?
    /// In plan order.
    var jobs: [ActiveJob]
    /// Set once the run is cancelled: nothing is queued any more.
    var isCancelled = false
    /// Where each job is due: its place in the order of dispatch.
    let ranks: [Int]
    /// The jobs by rank.
    let order: [Int]
    /// The ranks of the jobs that are ready, lowest first.
    private(set) var queue: Deque<Int> = []
    /// For each job those that wait for it.
    let followers: [[Int]]
    let places: [String: Int]
    /// Seconds that the finished jobs took, sorted.
    private(set) var durations: [Double] = []
    var recorded = 0
    var running = 0
    /// Slots of workers that could run this run's jobs, and what is in the way if there are none.
    var slots = 0
    var obstacle: Obstacle?
    var notice = Notice()
    var told: RunCounts?
    /// Jobs of which two attempts brought different results.
    var disagreements: [String] = []

    init(id: RunID, plan: RunPlan, attemptsBefore: Int) {
        self.id = id
        self.plan = plan
        kernelKind = plan.kernelKind
        jobs = plan.jobs.map { ActiveJob(plan: $0, attemptsBefore: attemptsBefore) }
        order = Self.dispatchOrder(of: plan)
        var ranks = [Int](repeating: 0, count: order.count)
        for (rank, place) in order.enumerated() { ranks[place] = rank }
        self.ranks = ranks
        let places = Dictionary(
            plan.jobs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var followers = [[Int]](repeating: [], count: plan.jobs.count)
        for (place, job) in plan.jobs.enumerated() {
            for awaited in Set(job.heldBackBy).compactMap({ places[$0] }).sorted() {
                followers[awaited].append(place)
                jobs[place].waitsFor += 1
            }
        }
        self.places = places
        self.followers = followers
    }

    /// Trials run by index; checks by tier, and in a tier the longest first, so that none of those
    /// is left over at the end.
    private static func dispatchOrder(of plan: RunPlan) -> [Int] {
        guard plan.kind == .check else { return Array(plan.jobs.indices) }
        func cost(_ place: Int) -> Double {
            let cost = plan.jobs[place].expectedCost
            return cost.isNaN ? 0 : cost
        }
        return plan.jobs.indices.sorted { left, right in
            let (first, second) = (plan.jobs[left], plan.jobs[right])
            if first.tier != second.tier { return first.tier < second.tier }
            if cost(left) != cost(right) { return cost(left) > cost(right) }
            return left < right
        }
    }

    var counts: RunCounts {
        RunCounts(total: jobs.count, running: running, done: recorded, slots: slots)
    }

    var isActive: Bool { state == .active }

    func id(of place: Int) -> JobID { JobID(run: id, name: jobs[place].plan.name) }

    mutating func enqueue(_ place: Int) {
        let rank = ranks[place]
        queue.insert(rank, at: queue.firstIndex { $0 > rank } ?? queue.endIndex)
        jobs[place].phase = .queued
    }

    /// Queues many jobs at once, those in dispatch order that `isReady` picks.
    mutating func enqueueAll(where isReady: (ActiveJob) -> Bool) {
        for (rank, place) in order.enumerated() where isReady(jobs[place]) {
            queue.append(rank)
            jobs[place].phase = .queued
        }
    }

    mutating func dequeue(_ place: Int) {
        guard jobs[place].phase == .queued, let index = queue.firstIndex(of: ranks[place]) else {
            return
        }
        queue.remove(at: index)
    }

    mutating func add(duration: Double) {
        guard duration.isFinite, duration >= 0 else { return }
        let index = durations.partitioningIndex { $0 > duration }
        durations.insert(duration, at: index)
    }

    /// Seconds; nil before the first job has finished.
    var medianDuration: Double? {
        durations.isEmpty ? nil : durations[durations.count / 2]
    }
}

extension Array {
    /// Returns the first index whose element is in the second part of an array in two parts.
    fileprivate func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
