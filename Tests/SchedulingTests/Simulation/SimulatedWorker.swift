import Jobs
import Scheduling

/// A worker's agent as the protocol asks for it: it holds a result until that is acknowledged,
/// greets until it is welcomed, and greets anew, with all that it holds, when it is dismissed or
/// has heard nothing for some beats.
struct SimulatedWorker {
    struct Work {
        let assignment: Assignment
        let fate: Workload.Fate
        /// Nil while it waits for a slot.
        var started: Instant?
    }

    /// What a worker may say.
    enum Message {
        case hello(WorkerOffer)
        case beat([Progress])
        case finished(JobResult)
        case goodbye
    }

    /// What is said to it.
    enum Order {
        case welcome
        case assign(Assignment)
        case cancel(AttemptID)
        case acknowledge(AttemptID)
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
    private(set) var isWelcome = false
    /// When it last heard anything.
    private var heard = Instant(nanoseconds: 0)
    private(set) var work: [Work] = []
    private(set) var held: [JobResult] = []
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
    }

    var session: SessionID { SessionID("\(index)-\(sessions)") }

    /// What is to be sent, and the attempts that now run with the time that they will take.
    mutating func collect() -> (messages: [Message], started: [(AttemptID, Duration)]) {
        defer { (outbox, started) = ([], []) }
        return (outbox, started)
    }

    mutating func start() {
        incarnation += 1
        isUp = true
        greet()
    }

    /// The process is gone, and all that it held.
    mutating func crash() {
        isUp = false
        work = []
        held = []
    }

    /// It is told to go: it gives back what it runs and says goodbye.
    mutating func leave() {
        for item in work {
            send(.failure(Failure(.preempted, "SIGTERM")), for: item.assignment)
        }
        outbox.append(.goodbye)
        crash()
    }

    /// One of its compute processes dies.
    mutating func lose(_ attempt: AttemptID) {
        end(attempt, with: .failure(Failure(.crashed, "signal 9, pid \(index)")))
    }

    /// An attempt came to its own end.
    mutating func finish(_ attempt: AttemptID) {
        switch work.first(where: { $0.assignment.attempt == attempt })?.fate {
        case .result(let outcome): end(attempt, with: outcome)
        case .failure(let kind): end(attempt, with: Stage.failure(kind))
        case .stands, nil: break
        }
    }

    mutating func passSecond(at now: Instant) {
        if isWelcome, now - heard > .seconds(6) {
            greet()
            return
        }
        guard isWelcome else {
            outbox.append(.hello(offer))
            return
        }
        outbox.append(.beat(work.map { progress(of: $0, at: now) }))
        outbox += held.map(Message.finished)
    }

    mutating func obey(_ order: Order, at now: Instant) {
        heard = now
        switch order {
        case .welcome: isWelcome = true
        case .assign(let assignment):
            guard !holds(assignment.attempt) else { return }
            guard case .list(let outcomes) = assignment.outcomes else { return }
            let fate = workload.fate(of: assignment.job, given: outcomes)
            work.append(Work(assignment: assignment, fate: fate))
            fillSlots(at: now)
        case .cancel(let attempt):
            work.removeAll { $0.assignment.attempt == attempt }
            fillSlots(at: now)
        case .acknowledge(let attempt):
            held.removeAll { $0.attempt == attempt }
        case .dismiss: greet()
        }
    }

    mutating func fillSlots(at now: Instant) {
        for index in work.indices.prefix(slots) where work[index].started == nil {
            work[index].started = now
            let assignment = work[index].assignment
            let duration = workload.duration(of: assignment.job) * slowness
            started.append((assignment.attempt, duration))
        }
    }

    private mutating func greet() {
        sessions += 1
        isWelcome = false
        outbox.append(.hello(offer))
    }

    private var offer: WorkerOffer {
        WorkerOffer(
            name: name, host: host, slots: slots, incarnation: "\(index)-\(incarnation)",
            greeting: sessions, programs: [Stage.program], kernelKinds: ["K"],
            held: work.map(\.assignment.attempt) + held.map(\.attempt))
    }

    private func holds(_ attempt: AttemptID) -> Bool {
        work.contains { $0.assignment.attempt == attempt }
            || held.contains { $0.attempt == attempt }
    }

    private func progress(of item: Work, at now: Instant) -> Progress {
        let attempt = item.assignment.attempt
        guard let started = item.started else { return Progress(attempt: attempt, steps: 0) }
        let steps = Int((now - started) / .milliseconds(100))
        return Progress(attempt: attempt, steps: item.fate == .stands ? min(steps, 7) : steps)
    }

    private mutating func end(_ attempt: AttemptID, with outcome: Outcome) {
        guard let index = work.firstIndex(where: { $0.assignment.attempt == attempt }) else {
            return
        }
        send(outcome, for: work.remove(at: index).assignment)
    }

    private mutating func send(_ outcome: Outcome, for assignment: Assignment) {
        let result = JobResult(
            attempt: assignment.attempt, outcome: outcome, kernelKind: assignment.kernelKind,
            execution: .init(host: host, worker: name, slot: 0, seconds: 1, peakMemory: 0))
        held.append(result)
        outbox.append(.finished(result))
    }
}
