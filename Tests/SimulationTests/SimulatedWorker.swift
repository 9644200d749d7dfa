import Execution
import Foundation
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
    /// Until then its disk is full, …
    var troubledUntil = Instant(nanoseconds: 0)
    /// … and until then what it fetches arrives damaged.
    var damagedUntil = Instant(nanoseconds: 0)
    /// It is told to go at the moment in which it has its next result.
    var leavesWithResult = false
    private(set) var agent: WorkerAgent
    private var spool = SimulatedSpool()
    private var born = Instant(nanoseconds: 0)
    private var session = SessionID("")
    private(set) var work: [Work?]
    private var arriving: [ContentHash: Data] = [:]
    /// Every job that a compute process of it began.
    private(set) var begun: [JobKey] = []
    /// What it handed in that was no result.
    private(set) var failed: [AttemptID: Failure.Kind] = [:]
    private var outbox: [Data] = []
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
        agent = WorkerAgent(
            slots: slots, host: .init(host: host, worker: name, slot: 0, seconds: 1, peakMemory: 0))
        work = Array(repeating: nil, count: slots)
    }

    private var execution: JobResult.Execution {
        .init(host: host, worker: name, slot: 0, seconds: 1, peakMemory: 0)
    }

    /// What is to be sent, and the attempts that now run with the time that they will take.
    mutating func collect() -> (frames: [Data], started: [(AttemptID, Duration)]) {
        defer { (outbox, started) = ([], []) }
        return (outbox, started)
    }

    /// When it looks at its clock next.
    func nextTurn(after now: Instant) -> Instant {
        let due = born + agent.nextDeadline
        return min(max(due, now + .milliseconds(1)), now + .seconds(1))
    }

    mutating func start(at now: Instant) {
        incarnation += 1
        isUp = true
        born = now
        arriving = [:]
        agent = WorkerAgent(slots: slots, host: execution)
        work = Array(repeating: nil, count: slots)
        let inherited = spool.takeOver(execution)
        for result in inherited { note(result) }
        agent.inherit(inherited)
    }

    /// The process is killed.
    mutating func crash(at now: Instant, burning: Bool = false) {
        isUp = false
        leavesWithResult = false
        work = Array(repeating: nil, count: slots)
        if burning { spool.burn() } else { spool.lose(at: now) }
    }

    /// It is told to go: it gives back what it runs and says goodbye.
    mutating func leave(at now: Instant) {
        tell(.leaving(reason: "SIGTERM"), at: now)
        spool.close()
        crash(at: now)
    }

    /// One of its compute processes dies.
    mutating func lose(slot: Int, at now: Instant) {
        guard work[slot] != nil else { return }
        work[slot] = nil
        spool.note(slot, runs: nil)
        tell(.died(slot: slot, Failure(.crashed, "signal 9, pid \(index)")), at: now)
    }

    /// An attempt came to its own end; false where it takes the worker with it.
    mutating func finish(_ attempt: AttemptID, at now: Instant) -> Bool {
        guard let slot = work.firstIndex(where: { $0?.assignment.attempt == attempt }),
            let item = work[slot]
        else { return true }
        let outcome: Outcome
        switch item.fate {
        case .result(let result): outcome = result
        case .failure(let kind): outcome = Samples.failure(kind)
        case .stands: return true
        case .killsWorker: return false
        }
        work[slot] = nil
        spool.note(slot, runs: nil)
        var execution = execution
        execution.slot = slot
        let result = JobResult(
            attempt: attempt, outcome: outcome, numerics: item.assignment.numerics,
            execution: execution)
        tell(.finished(slot: slot, result), at: now)
        return true
    }

    /// Its compute processes tell how far they are, and time has passed.
    mutating func turn(at now: Instant) {
        for (slot, item) in work.enumerated() {
            guard let item else { continue }
            let steps = Int((now - item.started) / .milliseconds(100))
            let told = item.fate == .stands ? min(steps, 7) : steps
            tell(.progressed(slot: slot, item.assignment.attempt, steps: told), at: now)
        }
        tell(.tick, at: now)
    }

    mutating func take(_ word: Word, at now: Instant) {
        if case .mark(let mark) = word.meaning {
            let frame = try? FromWorker.Reached(mark: mark).envelope(from: word.session).frame
            if let frame { outbox.append(frame) }
            return
        }
        guard word.session == session else { return }
        tell(.heard, at: now)
        switch word.meaning {
        case .welcome(let interval): tell(.welcomed(beatInterval: interval), at: now)
        case .assign(let assignment): tell(.assigned(assignment), at: now)
        case .cancel(let attempt): tell(.cancelled(attempt), at: now)
        case .acknowledge(let attempt): tell(.acknowledged(attempt), at: now)
        case .dismiss(let retry): tell(.dismissed(reason: "", retry: retry), at: now)
        case .piece(let piece, let bytes): take(piece, bytes, at: now)
        case .mark, .other: break
        }
    }

    private mutating func take(_ piece: ToWorker.Piece, _ bytes: Data, at now: Instant) {
        guard agent.expects(piece.hash, offset: piece.offset) else { return }
        let before = piece.offset == 0 ? Data() : arriving[piece.hash, default: Data()]
        arriving[piece.hash] = before + bytes
        tell(
            .piece(piece.hash, offset: piece.offset, count: bytes.count, size: piece.size), at: now)
        guard piece.offset + bytes.count >= piece.size else { return }
        let whole = arriving.removeValue(forKey: piece.hash) ?? Data()
        let isIntact = ContentHash(of: whole) == piece.hash && now >= damagedUntil
        tell(.blobComplete(piece.hash, isIntact: isIntact), at: now)
    }

    private mutating func tell(_ event: WorkerAgent.Event, at now: Instant) {
        for effect in agent.handle(event, at: now - born) { carryOut(effect, at: now) }
    }

    private mutating func carryOut(_ effect: WorkerAgent.Effect, at now: Instant) {
        switch effect {
        case .greet(let held):
            sessions += 1
            session = SessionID("\(index)-\(sessions)")
            say(FromWorker.Hello(offer: offer(held)))
        case .beat(let running): say(FromWorker.Beat(running: running))
        case .hand(let result): say(FromWorker.Finished(result: result))
        case .fetch(let hash, let offset): say(FromWorker.Fetch(hash: hash, offset: offset))
        case .start(let slot, let assignment): begin(assignment, on: slot, at: now)
        case .stop(let slot):
            work[slot] = nil
            spool.note(slot, runs: nil)
        case .goodbye(let reason): say(FromWorker.Goodbye(reason: reason))
        case .end: isUp = false
        case .keep(let result):
            note(result)
            if now >= troubledUntil { spool.keep(result, at: now) }
        case .forget(let attempt): spool.forget(attempt)
        case .evict: break
        }
    }

    private mutating func note(_ result: JobResult) {
        guard case .failure(let failure) = result.outcome else { return }
        failed[result.attempt.bare] = failure.kind
    }

    private mutating func say(_ message: some Message) {
        guard let envelope = try? message.envelope(from: session) else {
            fatalError("a worker's message is no JSON: \(message)")
        }
        outbox.append(envelope.frame)
    }

    private mutating func begin(_ assignment: Assignment, on slot: Int, at now: Instant) {
        guard case .list(let outcomes) = assignment.outcomes else {
            fatalError("a simulated job reads little")
        }
        if now < troubledUntil {
            tell(.died(slot: slot, Failure(.hostTrouble, "no space left on device")), at: now)
            return
        }
        let fate = workload.fate(of: assignment.job, given: outcomes)
        begun.append(workload.key(assignment.file, assignment.job.name))
        spool.note(slot, runs: assignment.attempt)
        work[slot] = Work(assignment: assignment, fate: fate, started: now)
        started.append((assignment.attempt, workload.duration(of: assignment.job) * slowness))
    }

    private func offer(_ held: [AttemptID]) -> WorkerOffer {
        WorkerOffer(
            name: name, host: host, slots: slots, incarnation: "\(index)-\(incarnation)",
            greeting: sessions, programs: [Samples.program], numerics: [Samples.kind],
            held: held)
    }
}
