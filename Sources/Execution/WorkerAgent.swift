package import Jobs

/// What a worker decides: a pure state machine, its clock and its input given as arguments.
///
/// It greets until it is welcomed, beats, runs what is assigned as slots and blobs allow, and keeps
/// every result until the coordinator has acknowledged it. When the coordinator falls silent, it
/// computes on and greets again, as a new session that states what it holds.
package struct WorkerAgent {
    package enum Event: Sendable {
        case welcomed(beatInterval: Duration)
        /// The coordinator ended the session.
        case dismissed(reason: String, retry: Bool)
        /// Any frame came.
        case heard
        case assigned(Assignment)
        case cancelled(AttemptID)
        case acknowledged(AttemptID)
        case piece(ContentHash, offset: Int, count: Int, size: Int)
        /// This host could not write a blob to its disk, or not read it back.
        case unstored(ContentHash, Failure)
        /// Blobs that were there are gone, so that the job that was to start here cannot.
        case vanished(slot: Int, [ContentHash])
        /// A whole blob lies on disk and its hash was right, or not.
        case blobComplete(ContentHash, isIntact: Bool)
        case progressed(slot: Int, AttemptID, steps: Int)
        case finished(slot: Int, JobResult)
        case died(slot: Int, Failure)
        /// The user or the batch system ends this worker.
        case leaving(reason: String)
        case tick
    }

    package enum Effect: Hashable, Sendable {
        /// Greet as a new session.
        case greet(held: [AttemptID])
        case beat([Progress])
        case hand(JobResult)
        /// Keep this result on disk until it is to be forgotten.
        case keep(JobResult)
        case forget(AttemptID)
        /// Remove these blobs from disk.
        case evict([ContentHash])
        case fetch(ContentHash, offset: Int)
        case start(slot: Int, Assignment)
        /// End the slot's compute process; its work is of no use any more.
        case stop(slot: Int)
        case goodbye(reason: String)
        /// The worker ends.
        case end(WorkerEnd)
    }

    struct Running: Hashable, Sendable {
        var assignment: Assignment
        var steps = 0
    }

    enum Phase: Hashable, Sendable {
        /// The next greeting is due then; the wait doubles each time.
        case greeting(due: Duration, wait: Duration)
        case welcome
        case ended
    }

    /// How long it goes on without a coordinator before it gives up.
    package var orphanTimeout: Duration = .seconds(1800)
    /// Shifts the waits between greetings, 0 ..< 1, so that many workers do not come at once.
    package var jitter = 0.5
    let host: JobResult.Execution
    var phase = Phase.greeting(due: .zero, wait: .milliseconds(100))
    var slots: [Running?]
    var waiting: [Assignment] = []
    var unacknowledged: [JobResult] = []
    var interval: Duration = .seconds(1)
    var lastHeard: Duration = .zero
    var lastBeat: Duration = .zero
    /// When results were last handed over.
    var lastHanded: Duration = .zero
    var blobs: Set<ContentHash> = []
    var fetching: Fetch?
    /// Blobs that arrived damaged, to be asked for once more.
    var damaged: Set<ContentHash> = []

    struct Fetch: Hashable, Sendable {
        var hash: ContentHash
        var offset = 0
        var asked: Duration
    }

    /// - Parameter host: what every result says about where it was made.
    package init(slots: Int, host: JobResult.Execution) {
        self.slots = Array(repeating: nil, count: slots)
        self.host = host
    }

    /// The attempts that run or wait here, or whose results were not acknowledged.
    package var held: [AttemptID] {
        slots.compactMap { $0?.assignment.attempt } + waiting.map(\.attempt)
            + unacknowledged.map(\.attempt)
    }

    /// Whether the coordinator has answered this session's greeting.
    package var isWelcome: Bool { phase == .welcome }

    package mutating func handle(_ event: Event, at now: Duration) -> [Effect] {
        if phase == .ended { return [] }
        switch event {
        case .welcomed(let interval):
            return welcomed(interval, now)
        case .dismissed(let reason, let retry):
            return dismissed(reason, retry, now)
        case .heard:
            lastHeard = now
            return []
        case .assigned(let assignment):
            return assigned(assignment, now)
        case .cancelled(let attempt):
            return cancelled(attempt, now)
        case .acknowledged(let attempt):
            return forget(attempt)
        case .piece(let hash, let offset, let count, let size):
            return piece(hash, offset, count, size, now)
        case .unstored(let hash, let failure):
            return unstored(hash, failure, now)
        case .vanished(let slot, let hashes):
            return vanished(slot, hashes, now)
        case .blobComplete(let hash, let isIntact):
            return blobComplete(hash, isIntact, now)
        case .progressed(let slot, let attempt, let steps):
            guard slots[slot]?.assignment.attempt == attempt else { return [] }
            slots[slot]?.steps = steps
            return []
        case .finished(let slot, let result):
            guard slots[slot]?.assignment.attempt == result.attempt else { return [] }
            slots[slot] = nil
            return hand(result, now) + startWaiting(now)
        case .died(let slot, let failure):
            guard let running = slots[slot] else { return [] }
            slots[slot] = nil
            return hand(failed(running.assignment, failure, slot), now) + startWaiting(now)
        case .leaving(let reason):
            return leaving(reason)
        case .tick:
            return tick(now)
        }
    }

    func failed(_ assignment: Assignment, _ failure: Failure, _ slot: Int) -> JobResult {
        var host = host
        host.slot = slot
        return JobResult(
            attempt: assignment.attempt, outcome: .failure(failure),
            numerics: assignment.numerics, execution: host)
    }

    mutating func hand(_ result: JobResult, _ now: Duration) -> [Effect] {
        if unacknowledged.isEmpty { lastHanded = now }
        unacknowledged.append(result)
        return [.keep(result)] + (phase == .welcome ? [.hand(result)] : [])
    }

    /// Takes over what an earlier worker at this host had not got rid of; call it at the start.
    package mutating func inherit(_ results: [JobResult]) { unacknowledged += results }

    private mutating func forget(_ attempt: AttemptID) -> [Effect] {
        guard unacknowledged.contains(where: { $0.attempt == attempt }) else { return [] }
        unacknowledged.removeAll { $0.attempt == attempt }
        return [.forget(attempt)]
    }

    private mutating func assigned(_ assignment: Assignment, _ now: Duration) -> [Effect] {
        if held.contains(assignment.attempt) { return [] }
        waiting.append(assignment)
        return startWaiting(now)
    }

    private mutating func cancelled(_ attempt: AttemptID, _ now: Duration) -> [Effect] {
        waiting.removeAll { $0.attempt == attempt }
        let forgotten = forget(attempt)
        guard let slot = slots.firstIndex(where: { $0?.assignment.attempt == attempt }) else {
            return forgotten
        }
        slots[slot] = nil
        return [.stop(slot: slot)] + startWaiting(now)
    }

    /// Gives waiting assignments to free slots, in order, and asks for the first blob that lacks.
    mutating func startWaiting(_ now: Duration) -> [Effect] {
        var effects: [Effect] = []
        while let slot = slots.firstIndex(of: nil),
            let next = waiting.firstIndex(where: { missing($0).isEmpty })
        {
            let assignment = waiting.remove(at: next)
            slots[slot] = Running(assignment: assignment)
            effects.append(.start(slot: slot, assignment))
        }
        return effects + fetchNext(now)
    }

    private mutating func leaving(_ reason: String) -> [Effect] {
        phase = .ended
        return slots.indices.filter { slots[$0] != nil }.map { .stop(slot: $0) }
            + [.goodbye(reason: reason), .end(.preempted(reason))]
    }
}
