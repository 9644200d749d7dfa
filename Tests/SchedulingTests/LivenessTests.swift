import Jobs
import Scheduling
import Testing

struct LivenessTests {
    @Test func `a silent worker's job moves to another worker within 15 s`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("a")
        stage.join("b")
        stage.finish("b", "trial/1", seconds: 30)
        stage.beat("b", for: 14)
        #expect(stage.effects.assignments.count == 2)
        #expect(stage.scheduler.nextDeadline == Instant(nanoseconds: 15_000_000_000))
        stage.beat("b", for: 1)
        #expect(stage.effects.assignments.last == "trial/0#2 → b")
        #expect(stage.on(.heard(SessionID("a"))).dismissed == ["a"])
    }

    @Test func `any frame is life`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.beat("w", for: 50, ["trial/0"])
        #expect(stage.effects.assignments.count == 1)
    }

    @Test func `nobody is lost before what has arrived is handed over`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.now = stage.now + .seconds(100)
        stage.on(.heard(SessionID("w")))
        stage.on(.progressed(SessionID("w"), Progress(attempt: Stage.attempt("trial/0"), steps: 1)))
        #expect(stage.on(.tick).cancels.isEmpty)
        #expect(stage.effects.assignments.count == 1)
    }

    @Test func `the coordinator's own stall expires nobody`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.beat("w", for: 10, ["trial/0"], grows: false)
        stage.now = stage.now + .seconds(120)
        stage.on(.stalled(.seconds(120)))
        #expect(stage.on(.tick).cancels.isEmpty)
        #expect(stage.scheduler.nextDeadline == stage.now + .seconds(15))
        stage.beat("w", for: 49, ["trial/0"], grows: false)
        #expect(stage.effects.cancels.isEmpty, "a minute of beats has not passed")
        stage.beat("w", for: 1, ["trial/0"], grows: false)
        #expect(stage.effects.cancels == ["trial/0#1 → w"])
    }

    @Test func `an attempt that beats but does not advance is stuck`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.beat("w", for: 60, ["trial/0"])
        stage.beat("w", for: 59, ["trial/0"], grows: false)
        #expect(stage.effects.cancels.isEmpty)
        stage.beat("w", for: 1, ["trial/0"], grows: false)
        #expect(stage.effects.cancels == ["trial/0#1 → w"])
        #expect(stage.effects.assignments.last == "trial/0#2 → w")
        stage.beat("w", for: 60, ["trial/0"], number: 2, grows: false)
        #expect(stage.effects.records.map(\.failure?.kind) == [.stuck])
    }

    @Test func `a cancelled attempt that is still mentioned is cancelled again, not taken up`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w", slots: 2)
        stage.beat("w", for: 60, ["trial/0"], grows: false)
        let progress = Progress(attempt: Stage.attempt("trial/0"), steps: 99)
        #expect(stage.on(.progressed(SessionID("w"), progress)).cancels == ["trial/0#1 → w"])
    }

    @Test func `what waits for a slot is not stuck`() {
        var settings = SchedulerSettings()
        settings.prefetch = 1
        var stage = Stage(settings)
        stage.submit(Stage.trials(3))
        stage.join("w")
        stage.finish("w", "trial/0", seconds: 0.01)
        for _ in 0..<90 {
            stage.beat("w", for: 1, ["trial/1"])
            let waiting = Progress(attempt: Stage.attempt("trial/2"), steps: 0)
            stage.on(.progressed(SessionID("w"), waiting))
        }
        #expect(stage.effects.cancels.isEmpty)
        stage.finish("w", "trial/1")
        stage.beat("w", for: 60, ["trial/2"], grows: false)
        #expect(stage.effects.cancels == ["trial/2#1 → w"])
    }

    @Test func `what waits for a cancelled attempt to end is not stuck`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.beat("w", for: 60, ["trial/0"], grows: false)
        for _ in 0..<90 {
            stage.beat("w", for: 1, ["trial/0"], number: 1)
            stage.beat("w", for: 1, ["trial/0"], number: 2, grows: false)
        }
        #expect(Set(stage.effects.cancels) == ["trial/0#1 → w"])
        stage.beat("w", for: 60, ["trial/0"], number: 2, grows: false)
        #expect(stage.effects.cancels.last == "trial/0#2 → w")
    }

    @Test func `an assignment that never arrived is made again and charges nobody`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.beat("w", for: 15)
        #expect(stage.effects.cancels == ["trial/0#1 → w"])
        #expect(stage.effects.assignments.last == "trial/0#2 → w")
        #expect(stage.effects.records.isEmpty)
    }

    @Test func `many workers beat more slowly and are given more time`() {
        var settings = SchedulerSettings()
        settings.beatsPerSecond = 1
        var stage = Stage(settings)
        for index in 1...10 { stage.join("w\(index)") }
        #expect(stage.scheduler.beatInterval(of: SessionID("w10")) == .seconds(10))
        stage.wait(.seconds(49))
        #expect(stage.scheduler.overview().workers.map(\.name) == ["w10"])
        stage.wait(.seconds(1))
        #expect(stage.scheduler.overview().workers.isEmpty)
    }

    @Test func `the last straggler is copied once, elsewhere, and the first result wins`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("slow")
        stage.join("fast")
        stage.finish("fast", "trial/1", seconds: 3)
        let before = stage.effects.count
        for _ in 0..<6 {
            stage.beat("fast", for: 1)
            stage.on(.heard(SessionID("slow")))
        }
        #expect(stage.effects.count == before, "six seconds are not more than two medians")
        #expect(stage.scheduler.nextDeadline == Instant(nanoseconds: 6_000_000_001))
        #expect(stage.wait(.nanoseconds(1)).assignments == ["trial/0#2 → fast"])
        stage.beat("fast", for: 3, ["trial/0"], number: 2)
        let effects = stage.finish("slow", "trial/0", 1)
        #expect(effects.cancels == ["trial/0#2 → fast"] && effects.records.count == 1)
    }

    @Test func `nothing is copied where copies are off, in a check, or within one session`() {
        var settings = SchedulerSettings()
        settings.copiesStragglers = false
        for (settings, kind, slots) in [
            (settings, RunSubmission.Kind.search, 1), (.init(), .check, 1), (.init(), .search, 2),
        ] {
            var stage = Stage(settings)
            stage.submit(Stage.trials(2), kind: kind)
            stage.join("w", slots: slots)
            if slots == 1 { stage.join("v") }
            stage.finish(slots == 1 ? "v" : "w", "trial/1", seconds: 1)
            for _ in 0..<10 {
                stage.beat("w", for: 1, ["trial/0"])
                if slots == 1 { stage.on(.heard(SessionID("v"))) }
            }
            #expect(stage.effects.assignments.count == 2)
        }
    }
}
