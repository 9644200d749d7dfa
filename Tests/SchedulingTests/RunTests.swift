import Jobs
import Scheduling
import Testing

struct RunTests {
    @Test func `a cancelled run ends at once, its attempts with it`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        stage.join("w", slots: 2)
        stage.finish("w", "trial/0")
        let effects = stage.on(.runCancelled(RunID("run"), drain: false))
        #expect(effects.cancels == ["trial/1#1 → w", "trial/2#1 → w"])
        #expect(effects.records.map(\.job.name) == ["trial/1", "trial/2"])
        #expect(effects.records.allSatisfy { $0.failure?.kind == .cancelled })
        #expect(effects.records.allSatisfy { $0.attempt == nil })
        for trial in 0..<3 { stage.stored("trial/\(trial)") }
        #expect(stage.effects.ends == [.cancelled])
    }

    @Test func `a run that drains finishes what runs and nothing else`() {
        var stage = Stage()
        stage.submit(Stage.trials(3))
        stage.join("w", slots: 2)
        let effects = stage.on(.runCancelled(RunID("run"), drain: true))
        #expect(effects.cancels.isEmpty && effects.records.map(\.job.name) == ["trial/2"])
        #expect(stage.finish("w", "trial/0").assignments.isEmpty)
        let crash = stage.finish("w", "trial/1", 1, Stage.failure(.crashed))
        #expect(crash.records.map(\.failure?.kind) == [.cancelled], "it is not tried again")
        for trial in 0..<3 { stage.stored("trial/\(trial)") }
        #expect(stage.effects.ends == [.cancelled])
    }

    @Test func `a drain that finds nothing to cancel completes`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.on(.runCancelled(RunID("run"), drain: true))
        stage.finish("w", "trial/0")
        #expect(stage.stored("trial/0").ends == [.completed])
    }

    @Test func `cancelling twice stops what a drain let run`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        stage.join("w")
        stage.on(.runCancelled(RunID("run"), drain: true))
        let effects = stage.on(.runCancelled(RunID("run"), drain: false))
        #expect(effects.cancels == ["trial/0#1 → w"] && effects.records.count == 1)
    }

    @Test func `waiting jobs are cancelled, too, in plan order`() {
        var stage = Stage()
        stage.submit(
            [Stage.check("late", heldBackBy: ["first"]), Stage.check("first")], kind: .check)
        let effects = stage.on(.runCancelled(RunID("run"), drain: false))
        #expect(effects.records.map(\.job.name) == ["late", "first"])
    }

    @Test func `a run without jobs is complete`() {
        var stage = Stage()
        #expect(stage.submit([]).ends == [.completed])
    }

    @Test(arguments: [
        ([Stage.check("a"), Stage.check("a")], "two jobs of the run have the name a"),
        (
            [
                Stage.check("free"), Stage.check("a", heldBackBy: ["b"]),
                Stage.check("b", heldBackBy: ["a"]),
            ], "the job a waits, through others, for itself"
        ),
        ([Stage.check("a", heldBackBy: ["a"])], "the job a waits, through others, for itself"),
    ])
    func `an impossible plan ends at once and says why`(jobs: [PlannedJob], flaw: String) {
        #expect(Stage.plan(jobs).flaw == flaw)
        var stage = Stage()
        let effects = stage.submit(jobs)
        #expect(effects.notices == [flaw] && effects.ends == [.incomplete])
    }

    @Test
    func `a chain of a hundred thousand jobs is planned without a deep recursion, and held back`() {
        var stage = Stage()
        let jobs = (0..<100_000).map { index in
            Stage.check("\(index)", heldBackBy: index == 0 ? [] : ["\(index - 1)"])
        }
        stage.submit(jobs, kind: .check)
        stage.join("w")
        stage.finish("w", "0", 1, Stage.finding("0", .failed))
        for index in 0..<1000 {
            let held = stage.scheduler.handle(
                .recorded(Stage.attempt("\(index)").job), at: stage.now)
            #expect(held.records.map(\.job.name) == ["\(index + 1)"])
        }
    }

    @Test func `a run from the store goes on where it stood`() {
        var stage = Stage()
        let records = [
            JobRecord(
                job: Stage.check("a"), path: TreePath(0), outcome: Stage.finding("a", .failed),
                attempt: 1),
            JobRecord(
                job: Stage.check("d"), path: TreePath(3), outcome: Stage.finding("d", .passed),
                attempt: 1),
        ]
        let jobs = [
            Stage.check("a"), Stage.check("b", heldBackBy: ["a"]), Stage.check("c"),
            Stage.check("d"), Stage.check("e", heldBackBy: ["d"]),
        ]
        stage.join("w", slots: 9)
        let effects = stage.on(
            .runRestored(
                RunID("run"), Stage.plan(jobs, kind: .check),
                StoredHistory(
                    entries: records.map { .init($0, digest: nil) }, attemptsBefore: 200))
        )
        #expect(effects.assignments == ["c#201 → w", "e#201 → w"])
        #expect(effects.records.map(\.failure) == [Failure(.heldBack, "a failed")])
    }

    @Test func `a run from the store whose jobs are all done ends`() {
        var stage = Stage()
        let job = Stage.check("a")
        let record = JobRecord(job: job, path: TreePath(0), outcome: Stage.finding("a", .passed))
        let effects = stage.on(
            .runRestored(
                RunID("run"), Stage.plan([job]),
                StoredHistory(entries: [.init(record, digest: nil)], attemptsBefore: 100)))
        #expect(effects.ends == [.completed])
    }

    @Test func `a job's story tells what happened to it`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        stage.join("w")
        stage.finish("w", "trial/0", 1, Stage.failure(.crashed))
        stage.now = stage.now + .milliseconds(1500)
        stage.finish("w", "trial/0", 2)
        stage.stored("trial/0")
        #expect(
            stage.scheduler.story(of: Stage.attempt("trial/0").job) == [
                "0.000 s: attempt 1 assigned to w at host-w",
                "0.000 s: attempt 1 ended: crashed, pid 4711 said so",
                "0.000 s: attempt 2 assigned to w at host-w",
                "1.500 s: ended by attempt 2", "1.500 s: stored",
            ])
    }

    @Test func `ended runs are forgotten one day, and their late results with them`() {
        var settings = SchedulerSettings()
        settings.endedRunsKept = 2
        var stage = Stage(settings)
        for index in 0..<5 { stage.submit([], run: "run-\(index)") }
        #expect(stage.scheduler.overview().runs.map(\.run.text) == ["run-3", "run-4"])
    }
}
