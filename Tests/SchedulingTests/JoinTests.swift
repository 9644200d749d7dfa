import Jobs
import Scheduling
import Testing

struct JoinTests {
    @Test func `a worker that greets again keeps what it holds, and its old session ends`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        stage.join("old", host: "h", slots: 2)
        let effects = stage.join(
            "new", host: "h", slots: 2, held: [Stage.attempt("trial/0")],
            incarnation: "process-old", greeting: 2)
        #expect(effects.assignments == ["trial/1#2 → new"], "the other was lost on the way")
        #expect(stage.scheduler.overview().workers.map(\.name) == ["new"])
        #expect(stage.finish("new", "trial/0", 1).records.map(\.attempt) == [1])
        #expect(stage.stored("trial/0").acknowledged == ["trial/0#1 → new"])
    }

    @Test func `an attempt of a lost session that is still held is taken up and costs no loss`() {
        var settings = SchedulerSettings()
        settings.lossesBeforeAlone = 2
        settings.crashesPerJob = 1
        var stage = Stage(settings)
        stage.submit(Stage.trials(1))
        stage.join("s0", incarnation: "p")
        for life in 1...9 {
            stage.on(.workerVanished(SessionID("s\(life - 1)")))
            let effects = stage.join(
                "s\(life)", held: [Stage.attempt("trial/0")], incarnation: "p", greeting: life + 1)
            #expect(effects.assignments.isEmpty && effects.records.isEmpty)
        }
        #expect(stage.finish("s9", "trial/0").records.map(\.failures) == [[]])
    }

    @Test func `what is held but done, ended or unknown is cancelled`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("w", slots: 2)
        stage.finish("w", "trial/0")
        stage.finish("w", "trial/1", 1, Stage.failure(.crashed))
        let held = [
            Stage.attempt("trial/0"), Stage.attempt("trial/1"), Stage.attempt("trial/9"),
            Stage.attempt("trial/1", Int.max), Stage.attempt("trial/1", -1),
        ]
        #expect(stage.join("v", held: held).cancels.count == held.count)
    }

    @Test func `no session holds more attempts than slots, whatever it says`() {
        var stage = Stage()
        stage.submit(Stage.trials(4))
        let held = (0..<4).map { Stage.attempt("trial/\($0)", 7) }
        #expect(stage.join("w", slots: 2, held: held).assignments.isEmpty)
        #expect(stage.scheduler.overview().workers[0].running == Array(held[..<2]))
        let assigned = stage.join("v", slots: 2).assignments
        #expect(assigned == ["trial/2#1 → v", "trial/3#1 → v"])
    }

    @Test func `what runs without a slot for it is cancelled`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("w")
        stage.beat("w", for: 15)
        #expect(stage.effects.cancels == ["trial/0#1 → w"])
        #expect(stage.effects.assignments.last == "trial/0#2 → w")
        let progress = Progress(attempt: Stage.attempt("trial/0"), steps: 5)
        #expect(stage.on(.progressed(SessionID("w"), progress)).cancels == ["trial/0#1 → w"])
    }

    @Test func `attempt numbers go on behind those that a worker holds`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w", held: [Stage.attempt("trial/0", 41)])
        stage.on(.workerLeft(SessionID("w")))
        #expect(stage.join("v").assignments == ["trial/0#42 → v"])
    }

    @Test func `a mention takes up an attempt that a greeting left out`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.on(.workerLeft(SessionID("w")))
        stage.on(.runCancelled(RunID("other"), drain: true))
        let other = Program(name: "mine", build: "1")
        stage.join("v", program: other)
        let progress = Progress(attempt: Stage.attempt("trial/0"), steps: 5)
        #expect(stage.on(.progressed(SessionID("v"), progress)).cancels.isEmpty)
        #expect(stage.scheduler.overview().workers[0].running == [Stage.attempt("trial/0")])
    }

    @Test func `what still waits was never handed out: nobody's word about it counts`() {
        var stage = Stage()
        let jobs = [Stage.check("loss"), Stage.check("overfit", heldBackBy: ["loss"])]
        stage.on(
            .runRestored(
                RunID("run"), Stage.plan(jobs, kind: .check),
                StoredHistory(entries: [], attemptsBefore: 100)))
        let effects = stage.join("w", slots: 2, held: [Stage.attempt("overfit")])
        #expect(effects.assignments == ["loss#101 → w"])
        #expect(effects.cancels == ["overfit#1 → w"])
        let early = stage.finish("w", "overfit", 1, Stage.finding("overfit", .passed))
        #expect(early.records.isEmpty && early.acknowledged == ["overfit#1 → w"])
        stage.finish("w", "loss", 101, Stage.finding("loss", .passed))
        #expect(stage.stored("loss").assignments == ["overfit#101 → w"])
    }

    @Test func `two workers of one name are two workers`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        var offer = WorkerOffer(
            name: "twin", host: "h", slots: 1, incarnation: "1", programs: [Stage.program],
            numerics: ["K"])
        stage.on(.workerJoined(SessionID("one"), offer))
        offer.incarnation = "2"
        stage.on(.workerJoined(SessionID("two"), offer))
        stage.on(.workerJoined(SessionID("two"), offer))
        #expect(stage.effects.assignments == ["trial/0#1 → one", "trial/1#1 → two"])
    }
}
