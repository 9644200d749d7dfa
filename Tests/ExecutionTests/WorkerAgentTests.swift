import Execution
import Jobs
import Testing

@Suite struct WorkerAgentTests {
    @Test func `it greets with doubling waits of at most ten seconds`() {
        var stage = AgentStage()
        #expect(stage.tick() == [.greet(held: [])])
        let greetings = stage.pass(.seconds(60)).filter(\.effect.isGreeting).map(\.at)
        let expected = [100, 300, 700, 1500, 3100, 6300, 12_700, 22_700, 32_700, 42_700, 52_700]
        #expect(greetings == expected.map { .milliseconds($0) })
    }

    @Test func `it beats at the interval that it was told, with how far each job has come`() {
        var stage = AgentStage.ready()
        _ = stage.tell(.assigned(Sample.assignment("a")))
        _ = stage.tell(.progressed(slot: 0, Sample.attempt("a"), steps: 7))
        let seen = stage.pass(.seconds(5), isHeard: true)
        #expect(seen.map(\.at) == (1...5).map { .seconds($0) })
        let progress = Progress(attempt: Sample.attempt("a"), steps: 7)
        #expect(seen.allSatisfy { $0.effect == .beat([progress]) })
    }

    @Test func `a job starts only when the last of its blobs is there`() {
        var stage = AgentStage.welcome()
        let assignment = Sample.assignment("a", data: ["data"])
        #expect(stage.tell(.assigned(assignment)) == [.fetch(Sample.hash("file"), offset: 0)])
        #expect(stage.tell(.piece(Sample.hash("file"), offset: 0, count: 8, size: 8)) == [])
        #expect(
            stage.tell(.blobComplete(Sample.hash("file"), isIntact: true))
                == [.fetch(Sample.hash("data"), offset: 0)])
        #expect(stage.tell(.piece(Sample.hash("data"), offset: 0, count: 8, size: 8)) == [])
        #expect(
            stage.tell(.blobComplete(Sample.hash("data"), isIntact: true))
                == [.start(slot: 0, assignment)])
    }

    @Test func `a blob is fetched piece by piece, and a piece out of turn changes nothing`() {
        var stage = AgentStage.welcome()
        let file = Sample.hash("file")
        _ = stage.tell(.assigned(Sample.assignment("a")))
        #expect(stage.agent.expects(file, offset: 0))
        #expect(
            stage.tell(.piece(file, offset: 0, count: 4, size: 10)) == [.fetch(file, offset: 4)])
        #expect(!stage.agent.expects(file, offset: 0))
        #expect(stage.tell(.piece(file, offset: 0, count: 4, size: 10)) == [])
        #expect(stage.tell(.piece(Sample.hash("other"), offset: 4, count: 4, size: 10)) == [])
        #expect(
            stage.tell(.piece(file, offset: 4, count: 4, size: 10)) == [.fetch(file, offset: 8)])
    }

    @Test func `a piece that does not come is asked for again`() {
        var stage = AgentStage.welcome()
        _ = stage.tell(.assigned(Sample.assignment("a")))
        _ = stage.tell(.piece(Sample.hash("file"), offset: 0, count: 4, size: 10))
        let again = stage.pass(.seconds(11), isHeard: true).filter { !$0.effect.isBeat }
        #expect(
            again.map(\.effect) == [
                .fetch(Sample.hash("file"), offset: 4), .fetch(Sample.hash("file"), offset: 4),
            ])
    }

    @Test func `a blob that is damaged twice is its host's trouble, not its jobs'`() {
        var stage = AgentStage.welcome()
        let file = Sample.hash("file")
        _ = stage.tell(.assigned(Sample.assignment("a")))
        #expect(stage.tell(.blobComplete(file, isIntact: false)) == [.fetch(file, offset: 0)])
        let effects = stage.tell(.blobComplete(file, isIntact: false))
        #expect(effects.count == 1)
        guard case .hand(let result)? = effects.first, case .failure(let failure) = result.outcome
        else { return #expect(Bool(false), "\(effects)") }
        #expect(failure.kind == .hostTrouble)
        #expect(failure.message.contains("damaged"))
        #expect(stage.agent.held == [Sample.attempt("a")])
    }

    @Test func `a blob that is not there refuses its jobs, one that fits no disk does not`() {
        let trouble = Failure(.hostTrouble, "disk full")
        for (event, kind) in [
            (
                WorkerAgent.Event.piece(Sample.hash("file"), offset: 0, count: 0, size: -1),
                Failure.Kind.refused
            ),
            (.unstored(Sample.hash("file"), trouble), .hostTrouble),
        ] {
            var stage = AgentStage.welcome()
            for name in ["a", "b"] { _ = stage.tell(.assigned(Sample.assignment(name))) }
            let kinds = stage.tell(event).map { effect in
                if case .hand(let result) = effect, case .failure(let failure) = result.outcome {
                    failure.kind
                } else {
                    Failure.Kind.cancelled
                }
            }
            #expect(kinds == [kind, kind])
        }
    }

    @Test func `a full disk is first freed of what no job needs`() {
        var stage = AgentStage.ready(slots: 2)
        let (file, data) = (Sample.hash("file"), Sample.hash("data"))
        let other = Sample.assignment("b", file: "data")
        _ = stage.tell(.assigned(other))
        let trouble = Failure(.hostTrouble, "disk full")
        #expect(stage.tell(.unstored(data, trouble)) == [.evict([file]), .fetch(data, offset: 0)])
        var failed = Sample.result("b")
        failed.outcome = .failure(trouble)
        #expect(stage.tell(.unstored(data, trouble)) == [.hand(failed)])
        #expect(
            stage.tell(.assigned(Sample.assignment("a"))) == [.fetch(file, offset: 0)])
    }

    @Test func `what runs keeps its blobs when the disk is full`() {
        var stage = AgentStage.ready(slots: 2)
        _ = stage.tell(.assigned(Sample.assignment("a")))
        _ = stage.tell(.assigned(Sample.assignment("b", file: "data")))
        let effects = stage.tell(.unstored(Sample.hash("data"), Failure(.hostTrouble, "full")))
        #expect(effects.count == 1)
        #expect(stage.tell(.assigned(Sample.assignment("c"))).count == 1)
    }

    @Test func `blobs that vanished are fetched again, and their job starts then`() {
        var stage = AgentStage.ready()
        let (assignment, file) = (Sample.assignment("a"), Sample.hash("file"))
        _ = stage.tell(.assigned(assignment))
        #expect(stage.tell(.vanished(slot: 0, [file])) == [.fetch(file, offset: 0)])
        #expect(stage.agent.held == [assignment.attempt])
        _ = stage.tell(.piece(file, offset: 0, count: 8, size: 8))
        #expect(
            stage.tell(.blobComplete(file, isIntact: true)) == [.start(slot: 0, assignment)])
    }

    @Test func `a result is kept from its end to its acknowledgement or cancellation`() {
        var stage = AgentStage.ready()
        for name in ["a", "b"] { _ = stage.tell(.assigned(Sample.assignment(name))) }
        for (name, last) in [
            ("a", WorkerAgent.Event.acknowledged(Sample.attempt("a"))),
            ("b", .cancelled(Sample.attempt("b"))),
        ] {
            let result = Sample.result(name)
            let end = stage.agent.handle(.finished(slot: 0, result), at: stage.now)
            #expect(Array(end.prefix(2)) == [.keep(result), .hand(result)])
            #expect(stage.agent.handle(last, at: stage.now) == [.forget(result.attempt)])
            #expect(stage.agent.handle(last, at: stage.now) == [])
        }
    }

    @Test func `what an earlier worker left is stated in the greeting and handed over`() {
        var stage = AgentStage()
        stage.agent.inherit([Sample.result("a"), Sample.result("b")])
        #expect(stage.tick() == [.greet(held: [Sample.attempt("a"), Sample.attempt("b")])])
        #expect(
            stage.tell(.welcomed(beatInterval: .seconds(1))) == [
                .hand(Sample.result("a")), .hand(Sample.result("b")),
            ])
        _ = stage.tell(.acknowledged(Sample.attempt("a")))
        #expect(stage.agent.held == [Sample.attempt("b")])
    }

    @Test func `a late false alarm about another blob stops no fetch`() {
        var stage = AgentStage.ready()
        _ = stage.tell(.assigned(Sample.assignment("a", data: ["data"])))
        #expect(stage.tell(.blobComplete(Sample.hash("file"), isIntact: false)) == [])
        #expect(stage.agent.expects(Sample.hash("data"), offset: 0))
    }

    @Test func `jobs start in order as slots become free`() {
        var stage = AgentStage.ready(slots: 2)
        var started: [WorkerAgent.Effect] = []
        for name in ["a", "b", "c"] { started += stage.tell(.assigned(Sample.assignment(name))) }
        #expect(
            started == [
                .start(slot: 0, Sample.assignment("a")), .start(slot: 1, Sample.assignment("b")),
            ])
        #expect(
            stage.tell(.finished(slot: 1, Sample.result("b"))) == [
                .hand(Sample.result("b")), .start(slot: 1, Sample.assignment("c")),
            ])
    }

    @Test func `an assignment that comes twice runs once`() {
        var stage = AgentStage.ready(slots: 2)
        #expect(stage.tell(.assigned(Sample.assignment("a"))).count == 1)
        #expect(stage.tell(.assigned(Sample.assignment("a"))) == [])
        _ = stage.tell(.finished(slot: 0, Sample.result("a")))
        #expect(stage.tell(.assigned(Sample.assignment("a"))) == [])
    }

    @Test func `cancel stops the slot, and the next job takes it`() {
        var stage = AgentStage.ready()
        for name in ["a", "b", "c"] { _ = stage.tell(.assigned(Sample.assignment(name))) }
        #expect(stage.tell(.cancelled(Sample.attempt("b"))) == [])
        #expect(
            stage.tell(.cancelled(Sample.attempt("a"))) == [
                .stop(slot: 0), .start(slot: 0, Sample.assignment("c")),
            ])
        #expect(stage.tell(.finished(slot: 0, Sample.result("a"))) == [])
        #expect(stage.agent.held == [Sample.attempt("c")])
    }

    @Test func `a dead compute process is a failure at once, and the next job starts`() {
        var stage = AgentStage.ready()
        for name in ["a", "b"] { _ = stage.tell(.assigned(Sample.assignment(name))) }
        let failure = Failure(.crashed, "signal 11")
        var lost = Sample.result("a")
        lost.outcome = .failure(failure)
        #expect(
            stage.tell(.died(slot: 0, failure)) == [
                .hand(lost), .start(slot: 0, Sample.assignment("b")),
            ])
    }
}
