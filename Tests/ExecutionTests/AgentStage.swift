import Execution
import Jobs

/// A worker agent with a clock that the test turns.
struct AgentStage {
    var agent: WorkerAgent
    var now: Duration = .zero

    init(slots: Int = 1) {
        agent = WorkerAgent(slots: slots, host: Sample.host)
        agent.jitter = 0
    }

    /// One that has greeted and is welcome, beating each second.
    static func welcome(slots: Int = 1) -> AgentStage {
        var stage = AgentStage(slots: slots)
        _ = stage.tick()
        _ = stage.tell(.welcomed(beatInterval: .seconds(1)))
        return stage
    }

    /// One that has the file of every sample assignment too.
    static func ready(slots: Int = 1) -> AgentStage {
        var stage = welcome(slots: slots)
        _ = stage.tell(.assigned(Sample.assignment("first")))
        _ = stage.tell(.piece(Sample.hash("file"), offset: 0, count: 8, size: 8))
        _ = stage.tell(.blobComplete(Sample.hash("file"), isIntact: true))
        _ = stage.tell(.finished(slot: 0, Sample.result("first")))
        _ = stage.tell(.acknowledged(Sample.attempt("first")))
        return stage
    }

    /// What follows, but for what is kept on disk beside it.
    mutating func tell(_ event: WorkerAgent.Event) -> [WorkerAgent.Effect] {
        agent.handle(event, at: now).filter { !$0.isKeeping }
    }

    mutating func tick(after wait: Duration = .zero) -> [WorkerAgent.Effect] {
        now += wait
        return tell(.tick)
    }

    /// Turns the clock in steps for so long, unheard unless told, and collects what happens when.
    mutating func pass(
        _ time: Duration, step: Duration = .milliseconds(100), isHeard: Bool = false
    ) -> [(at: Duration, effect: WorkerAgent.Effect)] {
        let end = now + time
        var seen: [(at: Duration, effect: WorkerAgent.Effect)] = []
        while now < end {
            now += step
            if isHeard { _ = tell(.heard) }
            for effect in tell(.tick) { seen.append((now, effect)) }
        }
        return seen
    }
}

extension WorkerAgent.Effect {
    var isGreeting: Bool { if case .greet = self { true } else { false } }
    var isBeat: Bool { if case .beat = self { true } else { false } }
    var isKeeping: Bool {
        switch self {
        case .keep, .forget: true
        default: false
        }
    }
    var isEnd: Bool { if case .end = self { true } else { false } }

    var end: WorkerEnd? { if case .end(let end) = self { end } else { nil } }
}
