import Jobs
import Scheduling
import Testing

struct FailureTests {
    @Test(arguments: [
        (
            [Failure.Kind.crashed, .crashed, .crashed], Failure.Kind.crashed,
            "quarantined after 3 attempts: its compute process died"
        ),
        (
            [.outOfMemory, .outOfMemory, .outOfMemory], .outOfMemory,
            "quarantined after 3 attempts: it ran out of memory"
        ),
        (
            [.crashed, .outOfMemory, .crashed], .outOfMemory,
            "quarantined after 3 attempts: it ran out of memory"
        ),
        ([.stuck, .stuck], .stuck, "given up after 2 attempts: it stopped advancing"),
        ([.crashed, .stuck, .stuck], .stuck, "given up after 2 attempts: it stopped advancing"),
    ])
    func `a poison job is given up in words that name no host`(
        kinds: [Failure.Kind], kind: Failure.Kind, message: String
    ) throws {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        for name in ["a", "b", "c"] { stage.join(name) }
        var last: [Effect] = []
        for (index, failure) in kinds.enumerated() {
            let session = ["a", "b", "c"][index]
            let expected = "trial/0#\(index + 1) → \(session)"
            #expect(stage.effects.assignments.last == expected, "each time elsewhere")
            last = stage.finish(session, "trial/0", index + 1, Stage.failure(failure))
            #expect(last.acknowledged == [expected])
        }
        let record = try #require(last.records.first)
        #expect(record.outcome == .failure(Failure(kind, message)))
        #expect(record.failures.map(\.kind) == kinds)
        #expect(record.failures[0].message == "attempt 1 on a at host-a: pid 4711 said so")
        #expect(stage.stored("trial/0").ends == [.incomplete])
    }

    @Test func `one or two crashes change nothing but the record's failures`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.finish("w", "trial/0", 1, Stage.failure(.crashed))
        stage.finish("w", "trial/0", 2, Stage.failure(.outOfMemory))
        let record = stage.finish("w", "trial/0", 3).records[0]
        #expect(record.outcome == Stage.trial(0.5) && record.attempt == 3)
        #expect(record.failures.count == 2)
    }

    @Test func `a failure that arrives twice is charged once`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        for _ in 0..<5 {
            let effects = stage.finish("w", "trial/0", 1, Stage.failure(.crashed))
            #expect(effects.acknowledged == ["trial/0#1 → w"])
        }
        #expect(stage.effects.assignments.last == "trial/0#2 → w")
        #expect(stage.effects.records.isEmpty)
    }

    @Test func `a retry waits for another host where there is one, and others go first`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        stage.join("a", host: "a")
        stage.join("b", host: "b")
        let effects = stage.finish("a", "trial/0", 1, Stage.failure(.crashed))
        #expect(effects.assignments == ["trial/2#1 → a"])
        #expect(stage.finish("b", "trial/1").assignments == ["trial/0#2 → b"])
    }

    @Test func `what a program refuses is not tried again`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        let effects = stage.finish("w", "trial/0", 1, Stage.failure(.refused))
        #expect(effects.records.map(\.outcome) == [Stage.failure(.refused)])
        #expect(effects.acknowledged.isEmpty)
        #expect(stage.finish("w", "trial/0", 1, Stage.failure(.refused)).acknowledged.isEmpty)
        #expect(stage.stored("trial/0").acknowledged.count == 2)
        #expect(stage.effects.ends == [.incomplete])
    }

    @Test func `lost workers cost no attempt, however many`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        for loss in 1...50 {
            #expect(stage.join("w\(loss)").assignments == ["trial/0#\(loss) → w\(loss)"])
            #expect(stage.on(.workerVanished(SessionID("w\(loss)"))).records.isEmpty)
        }
        stage.join("last")
        let record = stage.finish("last", "trial/0", 51).records[0]
        #expect(record.outcome == Stage.trial(0.5))
        #expect(record.failures.count == 32, "of the failures the latest are told")
    }

    @Test func `an outcome that does not fit its job is refused`() throws {
        for (job, outcome) in [
            (Stage.check("loss"), Stage.finding("another", .passed)),
            (Stage.check("loss"), Stage.trial(1)), (Stage.check("loss"), .findings([])),
            (PlannedJob(name: "trial/0"), Stage.finding("loss", .passed)),
            (PlannedJob(name: "trial/0"), .probe(ProbeResult(values: [:]))),
        ] {
            var stage = Stage()
            stage.submit([job], kind: .check)
            stage.join("w")
            let record = try #require(stage.finish("w", job.name, 1, outcome).records.first)
            #expect(record.failure?.kind == .refused)
        }
    }

    @Test func `a job that loses worker after worker runs alone, and its third death ends it`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        stage.join("w0", host: "h", slots: 2)
        for loss in 1...5 {
            stage.on(.workerVanished(SessionID("w\(loss - 1)")))
            stage.join("w\(loss)", host: "h", slots: 2)
        }
        #expect(stage.effects.assignments.last == "trial/0#6 → w5", "and nothing beside it")
        for death in 6...8 {
            stage.on(.workerVanished(SessionID("w\(death - 1)")))
            stage.join("w\(death)", host: "h", slots: 2)
            let effects = stage.finish("w\(death)", "trial/0", death, Stage.failure(.workerDied))
            #expect(effects.acknowledged == ["trial/0#\(death) → w\(death)"])
            #expect(effects.records.map(\.failure?.kind) == (death < 8 ? [] : [.workerDied]))
        }
        let record = stage.effects.records[0]
        #expect(
            record.failure?.message
                == "quarantined after 3 attempts alone on a worker: the whole worker died each time"
        )
        stage.finish("w8", "trial/1", 6)
        stage.finish("w8", "trial/2", 6)
        #expect(stage.effects.records.count == 3, "the others are none the worse for it")
    }

    @Test func `a job that must run alone gets a worker that is kept empty for it`() {
        var settings = SchedulerSettings()
        settings.lossesBeforeAlone = 1
        settings.copiesStragglers = false
        var stage = Stage(settings)
        stage.submit(Stage.trials(6))
        stage.join("a", slots: 1)
        stage.join("b", slots: 2)
        stage.on(.workerVanished(SessionID("a")))
        stage.join("c", slots: 2)
        #expect(stage.effects.assignments.suffix(1) == ["trial/0#2 → c"])
        stage.on(.workerVanished(SessionID("c")))
        #expect(stage.finish("b", "trial/1").assignments == [], "it is to run empty")
        #expect(stage.finish("b", "trial/2").assignments == ["trial/0#3 → b"])
        #expect(stage.finish("b", "trial/0", 3).assignments.count == 2)
    }

    @Test func `a worker that gives an attempt back gets no more`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w", slots: 2)
        let effects = stage.finish("w", "trial/0", 1, Stage.failure(.preempted))
        #expect(effects.assignments.isEmpty && effects.acknowledged == ["trial/0#1 → w"])
        #expect(stage.join("v").assignments == ["trial/0#2 → v"])
    }

    @Test func `a failed check holds back what builds on it, directly or not`() {
        var stage = Stage()
        stage.submit(
            [
                Stage.check("data"), Stage.check("loss"),
                Stage.check("overfit", heldBackBy: ["loss", "data"]),
                Stage.check("curve", heldBackBy: ["overfit"]), Stage.check("else"),
                Stage.check("alone", heldBackBy: ["left-out"]),
            ], kind: .check)
        let assigned = stage.join("w", slots: 9).assignments
        #expect(assigned.count == 4, "data, loss, else, and alone, which waits for no job")
        #expect(stage.finish("w", "loss", 1, Stage.finding("loss", .failed)).records.count == 1)
        stage.finish("w", "data", 1, Stage.finding("data", .failed))
        #expect(stage.stored("loss").records.isEmpty, "it waits for both")
        let held = stage.stored("data").records + stage.stored("overfit").records
        #expect(held.map(\.job.name) == ["overfit", "curve"])
        #expect(held.allSatisfy { $0.failure == Failure(.heldBack, "data failed") })
        stage.finish("w", "else", 1, Stage.finding("else", .warned))
        stage.finish("w", "alone", 1, Stage.finding("alone", .passed))
        for job in ["curve", "else", "alone"] { stage.stored(job) }
        #expect(stage.effects.ends == [.completed])
    }

    @Test(arguments: [
        Stage.finding("loss", .passed), Stage.finding("loss", .warned),
        Stage.finding("loss", .error), Stage.failure(.refused),
    ])
    func `only a failed finding of its own holds the others back`(outcome: Outcome) {
        var stage = Stage()
        stage.submit(
            [Stage.check("loss"), Stage.check("overfit", heldBackBy: ["loss"])], kind: .check)
        stage.join("w")
        #expect(stage.finish("w", "loss", 1, outcome).assignments.isEmpty, "not stored yet")
        #expect(stage.stored("loss").assignments == ["overfit#1 → w"])
    }
}
