import Jobs
import Scheduling
import Testing

struct ResultTests {
    @Test func `a result is acknowledged once it is stored, and not before`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        let effects = stage.finish("w", "trial/0")
        #expect(effects.records.map(\.job.name) == ["trial/0"])
        #expect(effects.records[0].attempt == 1 && effects.records[0].execution?.worker == "w")
        #expect(effects.acknowledged.isEmpty && effects.ends.isEmpty)
        let after = stage.stored("trial/0")
        #expect(after.acknowledged == ["trial/0#1 → w"])
        #expect(after.ends == [.completed])
        #expect(stage.stored("trial/0").isEmpty)
    }

    @Test func `the late result of a lost session counts, and its retry is cancelled`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        #expect(stage.on(.workerLeft(SessionID("w"))).assignments.isEmpty)
        #expect(stage.join("v").assignments == ["trial/0#2 → v"])
        let late = stage.finish("w", "trial/0", 1)
        #expect(late.dismissed == ["w"])
        #expect(late.records.map(\.attempt) == [1])
        #expect(late.cancels == ["trial/0#2 → v"])
        #expect(stage.stored("trial/0").acknowledged.isEmpty, "nobody is there to be told")
    }

    @Test func `a late result takes its job out of the queue`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.on(.workerLeft(SessionID("w")))
        #expect(stage.finish("w", "trial/0").records.count == 1)
        #expect(stage.join("v").assignments.isEmpty)
    }

    @Test func `an equal second result is acknowledged in silence`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.finish("w", "trial/0", 1, Stage.trial(.nan))
        #expect(stage.finish("w", "trial/0", 1, Stage.trial(.nan)).acknowledged.isEmpty)
        let after = stage.stored("trial/0")
        #expect(after.acknowledged == ["trial/0#1 → w", "trial/0#1 → w"])
        let again = stage.finish("w", "trial/0", 1, Stage.trial(.nan))
        #expect(again == [.acknowledge(SessionID("w"), Stage.attempt("trial/0"))])
        #expect(stage.effects.notices.isEmpty)
    }

    @Test(arguments: [(0.5, 0.25), (0.0, -0.0)])
    func `a different second result is said aloud, and again at the end`(
        first: Double, second: Double
    ) {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("w", slots: 2)
        stage.finish("w", "trial/0", 1, Stage.trial(first))
        let effects = stage.finish("w", "trial/0", 1, Stage.trial(second))
        let sentence = "not deterministic: two attempts gave different results for trial/0"
        #expect(effects.notices == [sentence])
        #expect(effects.records.isEmpty, "the first one stays")
        #expect(stage.scheduler.overview().runs[0].disagreements == ["trial/0"])
        stage.stored("trial/0")
        stage.finish("w", "trial/1")
        #expect(stage.stored("trial/1").notices == [sentence])
    }

    @Test func `an infeasible trial is a result`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        let outcome = Outcome.trial(
            TrialResult(state: .infeasible, metrics: [:], history: [], reason: "NaN at step 3"))
        #expect(stage.finish("w", "trial/0", 1, outcome).records.map(\.outcome) == [outcome])
        #expect(stage.stored("trial/0").ends == [.completed])
    }

    @Test func `a result with another numerics than the run's is a failed attempt`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.join("v")
        let effects = stage.finish("w", "trial/0", kind: "L")
        #expect(effects.records.isEmpty && effects.acknowledged == ["trial/0#1 → w"])
        #expect(effects.assignments == ["trial/0#2 → v"])
    }

    @Test func `a result for an unknown run or job is forgotten`() {
        var stage = Stage()
        stage.join("w")
        #expect(stage.finish("w", "trial/0").acknowledged == ["trial/0#1 → w"])
    }

    @Test func `counts follow every change, and nothing is said twice`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("w", slots: 3)
        #expect(stage.on(.heard(SessionID("w"))).isEmpty)
        stage.finish("w", "trial/0")
        stage.stored("trial/0")
        #expect(
            stage.effects.counts.map { [$0.total, $0.running, $0.done, $0.slots] } == [
                [2, 0, 0, 0], [2, 2, 0, 3], [2, 1, 0, 3], [2, 1, 1, 3],
            ])
    }
}
