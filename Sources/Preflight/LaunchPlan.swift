/// How many workers a batch system should run for a coordinator: a pure state machine that is shown
/// how things stand, again and again, and gives orders.
///
/// As many workers as the unfinished jobs fill, within the range. Whoever still stands in the queue
/// goes first when there are too many, then who has been idle for long; busy workers never go.
package struct LaunchPlan {
    /// One worker that was submitted and has not ended.
    package struct Worker: Hashable, Sendable {
        package enum State: Hashable, Sendable {
            /// Stands in the batch system's queue.
            case queued
            /// Runs, but has not been heard of yet.
            case starting
            case connected(slots: Int, busy: Int)
        }

        package var id: String
        package var state: State

        package init(_ id: String, _ state: State) {
            self.id = id
            self.state = state
        }
    }

    /// How things stand at one moment.
    package struct Sight: Hashable, Sendable {
        /// Jobs of active runs that have not ended, those that run included.
        package var jobs: Int
        /// Whether more jobs may follow from those.
        package var mayGrow: Bool
        /// Slots of workers that somebody else started.
        package var otherSlots: Int
        /// In the order in which they were submitted.
        package var workers: [Worker]

        package init(
            jobs: Int, mayGrow: Bool = false, otherSlots: Int = 0, workers: [Worker] = []
        ) {
            self.jobs = jobs
            self.mayGrow = mayGrow
            self.otherSlots = otherSlots
            self.workers = workers
        }
    }

    package enum Order: Hashable, Sendable {
        case submit(Int)
        case retire([String])
    }

    /// How long a worker is idle before it goes.
    package static let patience = Duration.seconds(60)
    /// At most so many are submitted at once.
    package static let burst = 100

    private let range: ClosedRange<Int>
    private var slotsOfOne: Int?
    private var idleSince: [String: Duration] = [:]
    /// Those that were never heard of …
    private var unheard: Set<String> = []
    /// … and those that were let go, until they are gone.
    private var retired: Set<String> = []
    /// Submissions in a row of which nothing was ever heard.
    private var failures = 0
    private var notBefore = Duration.zero

    /// - Parameters:
    ///   - range: fewest and most workers.
    ///   - slots: what one worker gives; learned from the first where nil.
    package init(workers range: ClosedRange<Int>, slots: Int?) {
        self.range = range
        slotsOfOne = slots
    }

    /// - Parameter now: since any fixed moment.
    package mutating func orders(for sight: Sight, at now: Duration) -> [Order] {
        var sight = sight
        retired.formIntersection(sight.workers.map(\.id))
        sight.workers.removeAll { retired.contains($0.id) }
        learn(sight, now)
        let wanted = wanted(sight)
        let missing = wanted - sight.workers.count
        if missing > 0 {
            return now < notBefore ? [] : [.submit(min(missing, Self.burst))]
        }
        let leaving = superfluous(sight, -missing, now)
        unheard.subtract(leaving)
        retired.formUnion(leaving)
        return leaving.isEmpty ? [] : [.retire(leaving)]
    }

    /// A submission was refused, or could not be made.
    package mutating func refused(at now: Duration) { fail(now) }

    private func wanted(_ sight: Sight) -> Int {
        let jobs = max(0, sight.jobs - sight.otherSlots)
        guard let slotsOfOne else { return jobs == 0 ? range.lowerBound : max(1, range.lowerBound) }
        var wanted = (jobs + slotsOfOne - 1) / slotsOfOne
        if sight.mayGrow { wanted = max(wanted, min(sight.workers.count, range.upperBound)) }
        return min(max(wanted, range.lowerBound), range.upperBound)
    }

    private mutating func learn(_ sight: Sight, _ now: Duration) {
        var idle: [String: Duration] = [:]
        for worker in sight.workers {
            if case .connected(let slots, let busy) = worker.state {
                slotsOfOne = max(slotsOfOne ?? 1, slots)
                if busy == 0 { idle[worker.id] = idleSince[worker.id] ?? now }
                unheard.remove(worker.id)
                failures = 0
            } else {
                unheard.insert(worker.id)
            }
        }
        idleSince = idle
        let gone = unheard.subtracting(sight.workers.map(\.id))
        unheard.subtract(gone)
        if !gone.isEmpty { fail(now) }
    }

    /// Twice as long a pause after each failure, up to ten minutes.
    private mutating func fail(_ now: Duration) {
        failures += 1
        notBefore = now + .seconds(min(600, 5 << min(failures, 10)))
    }

    private func superfluous(_ sight: Sight, _ count: Int, _ now: Duration) -> [String] {
        let queued = sight.workers.reversed().filter { $0.state == .queued }.map(\.id)
        let idle = sight.workers.filter {
            idleSince[$0.id].map { now - $0 >= Self.patience } ?? false
        }
        .sorted { idleSince[$0.id]! < idleSince[$1.id]! }.map(\.id)
        return Array((queued + idle).prefix(count))
    }
}
