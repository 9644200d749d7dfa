import Jobs
import Scheduling
import Testing

/// Runs that grow by the plans of their jobs.
struct GrowthTests {
    static func planner(_ name: String, heldBackBy: [String] = []) -> PlannedJob {
        PlannedJob(name: name, checks: [name], heldBackBy: heldBackBy, plans: true)
    }

    static func probe(
        _ name: String, reads: [String] = [], heldBackBy: [String] = [], plans: Bool = false
    ) -> PlannedJob {
        PlannedJob(
            name: name, work: .probe, heldBackBy: heldBackBy,
            reads: reads.map { JobRead(.job($0)) }, plans: plans)
    }

    static func judge(_ check: String, reads: [String] = [], at name: String? = nil) -> PlannedJob {
        PlannedJob(
            name: name ?? "\(check)/judge", work: .judge, checks: [check],
            reads: reads.map { JobRead(.job($0)) })
    }

    @Test func `a plan's jobs join behind their planner, and start once the plan is stored`() {
        var stage = Stage()
        stage.submit([Self.planner("a"), Stage.check("b", tier: 1)], kind: .check)
        stage.join("w", slots: 9)
        #expect(stage.scheduler.overview().runs[0].counts.mayGrow)
        let plan = [Self.probe("a/1"), Self.judge("a", reads: ["a/1"])]
        let effects = stage.finish("w", "a", 1, .plan(plan))
        #expect(effects.records.map(\.outcome) == [.plan(plan)] && effects.assignments.isEmpty)
        #expect(stage.scheduler.overview().runs[0].counts.total == 4)
        #expect(!stage.scheduler.overview().runs[0].counts.mayGrow)
        #expect(stage.stored("a").assignments == ["a/1#1 → w"])
        #expect(stage.finish("w", "a/1", 1, Stage.failure(.refused)).assignments.isEmpty)
        let judging = stage.stored("a/1")
        #expect(judging.assignments == ["a/judge#1 → w"])
        #expect(judging.reads.map(\.path.text) == ["0.0"])
        stage.finish("w", "a/judge", 1, Stage.finding("a", .passed))
        stage.finish("w", "b", 1, Stage.finding("b", .passed))
        for job in ["a/judge", "b"] { stage.stored(job) }
        #expect(stage.effects.records.map(\.path.text) == ["0", "0.0", "0.1", "1"])
        #expect(stage.effects.ends == [.incomplete], "one was refused")
    }

    @Test func `planned jobs take their turn by tier, cost and path, whoever planned first`() {
        var stage = Stage()
        stage.submit([Self.planner("a"), Self.planner("b")], kind: .check)
        stage.join("w", slots: 2)
        for name in ["b", "a"] {
            stage.finish("w", name, 1, .plan([Self.probe("\(name)/1"), Self.judge(name)]))
        }
        stage.on(.workerLeft(SessionID("w")))
        for name in ["b", "a"] { stage.stored(name) }
        #expect(
            stage.join("v", slots: 9).assignments == [
                "a/1#1 → v", "a/judge#1 → v", "b/1#1 → v", "b/judge#1 → v",
            ])
    }

    static let flaws: [(plan: [PlannedJob], words: String)] = [
        ([probe("b/1"), judge("a")], "the name b/1 does not begin with a/"),
        ([probe("a/"), judge("a")], "the name a/ does not begin with a/"),
        (
            [probe("a/\u{0}1"), judge("a")],
            "printable ASCII characters alone, unlike \"a/\\01"
        ),
        ([probe("a/" + String(repeating: "x", count: 200)), judge("a")], "1 to 200 bytes"),
        ([probe("a/1"), probe("a/1"), judge("a")], "two jobs of the run have the name a/1"),
        ([probe("a/x"), judge("a")], "two jobs of the run have the name a/x"),
        ([probe("a/x/1"), judge("a")], "begins with that of the job a/x, which did not plan it"),
        (
            [probe("a/1"), probe("a/1/2"), judge("a")],
            "begins with that of the job a/1, which did not plan it"
        ),
        ([probe("a/1", reads: ["a/2"]), judge("a")], "reads a/2, which it cannot know of"),
        ([probe("a/1", reads: ["a/1"]), judge("a")], "reads a/1, which is not an earlier job"),
        ([probe("a/1", reads: ["a/judge"]), judge("a")], "which is not an earlier job"),
        ([probe("a/1", reads: ["after"]), judge("a")], "reads after, which is not an earlier job"),
        ([probe("a/1", heldBackBy: ["a"]), judge("a")], "held back by a, which planned it"),
        ([probe("a/1", heldBackBy: ["a/judge"]), judge("a")], "which is not an earlier job"),
        ([probe("a/1")], "0 of its jobs judge a, not one"),
        ([judge("a"), judge("a", at: "a/2")], "2 of its jobs judge a, not one"),
        ([judge("a"), judge("b", at: "a/2")], "it judges b, which is none of a's checks"),
    ]

    @Test(arguments: flaws.indices)
    func `a plan that breaks a rule is its job's failure, and the run goes on`(
        index: Int
    ) throws {
        var stage = Stage()
        stage.submit(
            [
                Stage.check("before"), Self.planner("a", heldBackBy: ["before"]),
                Stage.check("a/x"), Stage.check("after", heldBackBy: ["a"]),
            ], kind: .check)
        stage.join("w", slots: 9)
        stage.finish("w", "before", 1, Stage.finding("before", .passed))
        stage.stored("before")
        let effects = stage.finish("w", "a", 1, .plan(Self.flaws[index].plan))
        let failure = try #require(effects.records.first?.failure)
        #expect(failure.kind == .refused && failure.message.contains(Self.flaws[index].words))
        #expect(stage.stored("a").assignments == ["after#1 → w"])
        for name in ["a/x", "after"] {
            stage.finish("w", name, 1, Stage.finding(name, .passed))
            stage.stored(name)
        }
        #expect(stage.effects.ends == [.incomplete])
    }

    @Test func `what does not say that it plans brings no plan`() {
        var stage = Stage()
        stage.submit([Stage.check("a")], kind: .check)
        stage.join("w")
        let record = stage.finish("w", "a", 1, .plan([Self.judge("a")])).records[0]
        #expect(record.failure?.message.contains("a does not say that it plans") == true)
    }

    @Test(arguments: [Finding.Verdict.passed, .failed])
    func `to be held back by a planner is to wait for its judge, however deep`(
        verdict: Finding.Verdict
    ) {
        var stage = Stage()
        stage.submit([Stage.check("late", heldBackBy: ["a"]), Self.planner("a")], kind: .check)
        stage.join("w", slots: 9)
        var judge = Self.judge("a")
        judge.plans = true
        stage.finish("w", "a", 1, .plan([Self.probe("a/1"), judge]))
        #expect(stage.stored("a").assignments == ["a/1#1 → w", "a/judge#1 → w"])
        stage.finish("w", "a/judge", 1, .plan([Self.judge("a", at: "a/judge/2")]))
        #expect(stage.stored("a/judge").assignments == ["a/judge/2#1 → w"])
        stage.finish("w", "a/judge/2", 1, Stage.finding("a", verdict))
        let effects = stage.stored("a/judge/2")
        #expect(effects.assignments == (verdict == .failed ? [] : ["late#1 → w"]))
        let held = verdict == .failed ? [Failure(.heldBack, "a failed")] : []
        #expect(effects.records.compactMap(\.failure) == held)
    }

    @Test func `who reads a planner is given its plan and does not wait for its judge`() {
        var stage = Stage()
        stage.submit([Self.planner("a"), Self.probe("reader", reads: ["a"])], kind: .check)
        stage.join("w")
        stage.finish("w", "a", 1, .plan([Self.judge("a")]))
        let effects = stage.stored("a")
        #expect(effects.assignments == ["a/judge#1 → w"], "it comes first in the run's order")
        stage.join("v")
        #expect(stage.effects.assignments.last == "reader#1 → v")
    }

    @Test func `a range is read as a whole, in order, each with the part asked for`() {
        var stage = Stage()
        let source = JobRead.Source.range(prefix: "trial/", first: 1, end: 4)
        let reader = PlannedJob(
            name: "repeat", work: .repeats, reads: [JobRead(source, part: .metric("loss"))])
        stage.submit(Stage.trials(5) + [reader])
        stage.join("w", slots: 9)
        for trial in [3, 0, 1] {
            stage.finish("w", "trial/\(trial)", 1, trial == 3 ? Stage.failure(.refused) : nil)
            #expect(stage.stored("trial/\(trial)").assignments.isEmpty)
        }
        stage.finish("w", "trial/2")
        let effects = stage.stored("trial/2")
        #expect(effects.assignments == ["repeat#1 → w"], "it waits for no trial that it leaves out")
        #expect(effects.reads.map(\.job) == ["trial/1", "trial/2", "trial/3"])
        #expect(effects.reads.map(\.path.text) == ["1", "2", "3"])
        #expect(effects.reads.allSatisfy { $0.part == .metric("loss") })
    }

    @Test(arguments: [true, false])
    func `once a run is cancelled no plan is taken in`(drain: Bool) {
        var stage = Stage()
        stage.submit([Self.planner("a")], kind: .check)
        stage.join("w")
        stage.on(.runCancelled(RunID("run"), drain: drain))
        stage.finish("w", "a", 1, .plan([Self.judge("a")]))
        let record = stage.effects.records.last
        #expect(stage.effects.records.count == 1 && record?.failure?.kind == .cancelled)
        #expect(stage.stored("a").ends == [.cancelled])
    }

    @Test func `a plan that came before the cancellation stays, its jobs are cancelled`() {
        var stage = Stage()
        stage.submit([Self.planner("a")], kind: .check)
        stage.join("w")
        stage.finish("w", "a", 1, .plan([Self.judge("a")]))
        let effects = stage.on(.runCancelled(RunID("run"), drain: false))
        #expect(effects.records.map(\.path.text) == ["0.0"])
        stage.stored("a")
        #expect(stage.stored("a/judge").ends == [.cancelled])
    }

    @Test func `a run from the store goes on in the middle of a plan`() {
        let (planner, late) = (Self.planner("a"), Stage.check("late", heldBackBy: ["a"]))
        let plan = [Self.probe("a/1"), Self.judge("a", reads: ["a/1"])]
        let probe = JobRecord(
            job: plan[0], path: TreePath(0).child(0), outcome: Stage.trial(0.5), attempt: 1)
        let planned = JobRecord(job: planner, path: TreePath(0), outcome: .plan(plan), attempt: 1)
        let entries = [probe, planned].map { StoredHistory.Entry($0, digest: $0.outcome.digest) }
        let run = Stage.plan([planner, late], kind: .check)
        var stage = Stage()
        stage.join("w", slots: 9)
        let effects = stage.on(
            .runRestored(RunID("run"), run, StoredHistory(entries: entries, attemptsBefore: 100)))
        #expect(effects.assignments == ["a/judge#101 → w"] && effects.counts.last?.total == 4)
        let again = stage.finish("w", "a", 7, .plan([plan[1]]))
        #expect(again.notices.count == 1, "another plan than the one that is stored")
        #expect(stage.finish("w", "a", 8, .plan(plan)).notices.isEmpty)
        stage.finish("w", "a/judge", 101, Stage.finding("a", .failed))
        #expect(stage.stored("a/judge").records.map(\.job.name) == ["late"])
        #expect(stage.stored("late").ends == [.completed])
    }

    @Test func `a cancelled run from the store only ends`() {
        let run = Stage.plan([Self.planner("a"), Stage.check("b")], kind: .check)
        var stage = Stage()
        stage.join("w", slots: 9)
        let effects = stage.on(
            .runRestored(
                RunID("run"), run,
                StoredHistory(entries: [], isCancelled: true, attemptsBefore: 100)))
        #expect(effects.assignments.isEmpty && effects.records.map(\.job.name) == ["a", "b"])
        #expect(stage.finish("w", "a", 1, .plan([Self.judge("a")])).records.isEmpty)
    }

    @Test func `a run whose records cannot be stored ends alone`() {
        var stage = Stage()
        stage.submit(Stage.trials(2), run: "one")
        stage.submit(Stage.trials(1), run: "two")
        stage.join("w", slots: 9)
        let effects = stage.on(.runBroke(RunID("one"), reason: "its store is odd"))
        #expect(effects.cancels == ["trial/0#1 → w", "trial/1#1 → w"])
        #expect(effects.notices == ["its store is odd"] && effects.ends == [.incomplete])
        #expect(stage.scheduler.overview().runs.map(\.run.text) == ["two"])
        #expect(stage.scheduler.overview().workers[0].running.map(\.job.run.text) == ["two"])
    }

    @Test(arguments: [
        ([Stage.check("a\u{0}b")], "printable"), ([Stage.check("é")], "printable"),
        ([Stage.check("")], "1 to 200 bytes"),
        ([probe("a", reads: ["b"])], "a reads b, which is no job of the run"),
        (
            [probe("a", reads: ["b"]), probe("b", reads: ["a"])],
            "the job a waits, through others, for itself"
        ),
        (
            [PlannedJob(name: "a", reads: [JobRead(.range(prefix: "t", first: 3, end: 1))])],
            "a reads a range that is none"
        ),
    ])
    func `a submission breaks no rule either`(jobs: [PlannedJob], words: String) {
        #expect(Stage.plan(jobs).flaw?.contains(words) == true)
    }
}
