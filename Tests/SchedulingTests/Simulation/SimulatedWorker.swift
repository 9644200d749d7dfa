import Execution
import Jobs
import Scheduling

/// A worker: the real agent, with compute processes, a disk and a connection that are simulated.
struct SimulatedWorker {
    /// What a slot's compute process does.
    struct Work {
        let assignment: Assignment
        let fate: Workload.Fate
        let started: Instant
    }

    /// What a worker may say.
    enum Message {
        case hello(WorkerOffer)
        case beat([Progress])
        case finished(JobResult)
        case fetch(ContentHash, offset: Int)
        case goodbye
    }

    /// What is said to it.
    enum Order {
        case welcome(beatInterval: Duration)
        case assign(Assignment)
        case cancel(AttemptID)
        case acknowledge(AttemptID)
        case piece(ContentHash, offset: Int, count: Int, size: Int)
        case dismiss
    }

    let index: Int
    let name: String
    let host: String
    let slots: Int
    /// How many times longer than others it takes.
    let slowness: Int
    let workload: Workload
    private(set) var sessions = 0
    /// Grows with each start: what was under way before is gone.
    private(set) var incarnation = 0
    private(set) var isUp = false
    /// Until then its disk is full.
    var troubledUntil = Instant(nanoseconds: 0)
    private var agent: WorkerAgent
    private var born = Instant(nanoseconds: 0)
    private(set) var work: [Work?]
    /// Every job that a compute process of it began.
    private(set) var begun: [JobID] = []
    private var outbox: [Message] = []
    private var started: [(AttemptID, Duration)] = []

    init(
        index: Int, name: String, host: String, slots: Int, slowness: Int, workload: Workload
    ) {
        self.index = index
        self.name = name
        self.host = host
        self.slots = slots
        self.slowness = slowness
        self.workload = workload
        agent = Self.agent(name, host, slots)
        work = Array(repeating: nil, count: slots)
    }

    private static func agent(_ name: String, _ host: String, _ slots: Int) -> WorkerAgent {
        WorkerAgent(
            slots: slots,
            host: .init(host: host, worker: name, slot: 0, seconds: 1, peakMemory: 0))
    }

    var session: SessionID { SessionID("\(index)-\(sessions)") }

    /// What is to be sent, and the attempts that now run with the time that they will take.
    mutating func collect() -> (messages: [Message], started: [(AttemptID, Duration)]) {
        defer { (outbox, started) = ([], []) }
        return (outbox, started)
    }

    mutating func start(at now: Instant) {
        incarnation += 1
        isUp = true
        born = now
        agent = Self.agent(name, host, slots)
        work = Array(repeating: nil, count: slots)
        tell(.tick, at: now)
    }

    /// The process is gone, and all that it held.
    mutating func crash() {
        isUp = false
        work = Array(repeating: nil, count: slots)
    }

    /// It is told to go: it gives back what it runs and says goodbye.
    mutating func leave(at now: Instant) {
        tell(.leaving(reason: "SIGTERM"), at: now)
        crash()
    }

    /// One of its compute processes dies.
    mutating func lose(slot: Int, at now: Instant) {
        guard work[slot] != nil else { return }
        work[slot] = nil
        tell(.died(slot: slot, Failure(.crashed, "signal 9, pid \(index)")), at: now)
    }

    /// An attempt came to its own end.
    mutating func finish(_ attempt: AttemptID, at now: Instant) {
        guard let slot = work.firstIndex(where: { $0?.assignment.attempt == attempt }),
            let item = work[slot]
        else { return }
        let outcome: Outcome
        switch item.fate {
        case .result(let result): outcome = result
        case .failure(let kind): outcome = Stage.failure(kind)
        case .stands: return
        }
        work[slot] = nil
        let result = JobResult(
            attempt: attempt, outcome: outcome, numerics: item.assignment.numerics,
            execution: .init(host: host, worker: name, slot: slot, seconds: 1, peakMemory: 0))
        tell(.finished(slot: slot, result), at: now)
    }

    /// Its compute processes tell how far they are, and time has passed.
    mutating func passSecond(at now: Instant) {
        for (slot, item) in work.enumerated() {
            guard let item else { continue }
            let steps = Int((now - item.started) / .milliseconds(100))
            let told = item.fate == .stands ? min(steps, 7) : steps
            tell(.progressed(slot: slot, item.assignment.attempt, steps: told), at: now)
        }
        tell(.tick, at: now)
    }

    mutating func obey(_ order: Order, at now: Instant) {
        tell(.heard, at: now)
        switch order {
        case .welcome(let interval): tell(.welcomed(beatInterval: interval), at: now)
        case .assign(let assignment): tell(.assigned(assignment), at: now)
        case .cancel(let attempt): tell(.cancelled(attempt), at: now)
        case .acknowledge(let attempt): tell(.acknowledged(attempt), at: now)
        case .dismiss: tell(.dismissed(reason: "", retry: true), at: now)
        case .piece(let hash, let offset, let count, let size):
            guard agent.expects(hash, offset: offset) else { return }
            tell(.piece(hash, offset: offset, count: count, size: size), at: now)
            guard offset + count >= size else { return }
            tell(.blobComplete(hash, isIntact: true), at: now)
        }
    }

    private mutating func tell(_ event: WorkerAgent.Event, at now: Instant) {
        for effect in agent.handle(event, at: now - born) { carryOut(effect, at: now) }
    }

    private mutating func carryOut(_ effect: WorkerAgent.Effect, at now: Instant) {
        switch effect {
        case .greet(let held):
            sessions += 1
            outbox.append(.hello(offer(held)))
        case .beat(let running): outbox.append(.beat(running))
        case .hand(let result): outbox.append(.finished(result))
        case .fetch(let hash, let offset): outbox.append(.fetch(hash, offset: offset))
        case .start(let slot, let assignment): begin(assignment, on: slot, at: now)
        case .stop(let slot): work[slot] = nil
        case .goodbye: outbox.append(.goodbye)
        case .end: isUp = false
        // A simulated worker loses its disk when it dies.
        case .keep, .forget, .evict: break
        }
    }

    private mutating func begin(_ assignment: Assignment, on slot: Int, at now: Instant) {
        guard case .list(let outcomes) = assignment.outcomes else { return }
        if now < troubledUntil {
            tell(.died(slot: slot, Failure(.hostTrouble, "no space left on device")), at: now)
            return
        }
        let fate = workload.fate(of: assignment.job, given: outcomes)
        begun.append(assignment.attempt.job)
        work[slot] = Work(assignment: assignment, fate: fate, started: now)
        started.append((assignment.attempt, workload.duration(of: assignment.job) * slowness))
    }

    private func offer(_ held: [AttemptID]) -> WorkerOffer {
        WorkerOffer(
            name: name, host: host, slots: slots, incarnation: "\(index)-\(incarnation)",
            greeting: sessions, programs: [Stage.program], numerics: ["K"], held: held)
    }
}
