import Jobs
import Scheduling
import Testing

struct DispatchTests {
    @Test func `trials go out in order of their index, one per free slot`() {
        var stage = Stage()
        stage.submit(Stage.trials(5))
        #expect(stage.join("w", slots: 2).assignments == ["trial/0#1 → w", "trial/1#1 → w"])
        #expect(stage.finish("w", "trial/1").assignments == ["trial/2#1 → w"])
    }

    @Test func `checks go out by tier, in a tier the longest first, ties in plan order`() {
        var stage = Stage()
        stage.submit(
            [
                Stage.check("slow", tier: 2, cost: 9), Stage.check("a", tier: 1, cost: 1),
                Stage.check("b", tier: 1, cost: 5), Stage.check("c", tier: 1, cost: 5),
                Stage.check("first", tier: 0, cost: 0.1),
            ], kind: .check)
        let order = stage.join("w", slots: 5).assignments.map { $0.prefix { $0 != "#" } }
        #expect(order == ["first", "b", "c", "a", "slow"])
    }

    @Test func `jobs spread over the hosts`() {
        var stage = Stage()
        stage.join("a1", host: "a", slots: 2)
        stage.join("a2", host: "a", slots: 2)
        stage.join("b", host: "b", slots: 2)
        #expect(
            stage.submit(Stage.trials(6)).assignments == [
                "trial/0#1 → a1", "trial/1#1 → b", "trial/2#1 → a2", "trial/3#1 → b",
                "trial/4#1 → a1", "trial/5#1 → a2",
            ])
    }

    @Test func `a free host goes before a second session on a busy one`() {
        var stage = Stage()
        stage.join("a1", host: "a")
        stage.join("a2", host: "a")
        stage.join("b", host: "b")
        stage.submit(Stage.trials(2))
        #expect(stage.effects.assignments == ["trial/0#1 → a1", "trial/1#1 → b"])
    }

    @Test func `a job that failed waits for another host, not for another session of its own`() {
        var stage = Stage()
        stage.submit(Stage.trials(2))
        for (name, host) in [("a1", "a"), ("b", "b"), ("a2", "a")] {
            stage.join(name, host: host)
        }
        let crash = stage.finish("a1", "trial/0", 1, Stage.failure(.crashed))
        #expect(crash.assignments.isEmpty)
        #expect(stage.finish("b", "trial/1").assignments == ["trial/0#2 → b"])
    }

    @Test func `runs take turns`() {
        var stage = Stage()
        stage.submit(Stage.trials(9), run: "one")
        stage.submit(Stage.trials(9), run: "two")
        let first = stage.join("w", slots: 4)
        let runs = first.compactMap { effect in
            guard case .assign(_, let assignment, _) = effect else { return nil as String? }
            return assignment.attempt.job.run.text
        }
        #expect(runs == ["one", "two", "one", "two"])
    }

    @Test func `accounts take turns, however many runs each has`() {
        var stage = Stage()
        for (run, account) in [("one", "a"), ("two", "a"), ("three", "b")] {
            var plan = Stage.plan(Stage.trials(9))
            plan.account = account
            stage.on(.runSubmitted(RunID(run), plan))
        }
        let runs = stage.join("w", slots: 6).compactMap { effect in
            guard case .assign(_, let assignment, _) = effect else { return nil as String? }
            return assignment.attempt.job.run.text
        }
        #expect(runs == ["one", "three", "two", "three", "one", "three"])
    }

    @Test func `an assignment carries the run's program, seed, data and numerics`() throws {
        var stage = Stage()
        let plan = Stage.plan(Stage.trials(1), numerics: nil)
        stage.on(.runSubmitted(RunID("run"), plan))
        let effects = stage.join("w", kinds: ["Zen", "K"])
        #expect(effects.contains(.adopt(RunID("run"), numerics: "Zen")))
        guard
            case .assign(_, let sent, let reads)? = effects.first(where: {
                !$0.isNotice && !$0.isAdoption
            })
        else { throw Missing() }
        #expect(reads.isEmpty)
        #expect(sent.program == plan.program && sent.seed == 1 && sent.numerics == "Zen")
        #expect(sent.job == plan.jobs[0] && sent.file == plan.file && sent.data == plan.data)
    }

    @Test func `a run keeps the numerics of its first worker`() {
        var stage = Stage()
        stage.submit(Stage.trials(3), numerics: nil)
        stage.join("zen", kinds: ["Zen"])
        #expect(stage.join("intel", kinds: ["SkylakeX"]).assignments.isEmpty)
        #expect(stage.join("both", kinds: ["SkylakeX", "Zen"]).assignments == ["trial/1#1 → both"])
    }

    @Test func `a job goes only where its program's name and build are offered`() {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        let other = Program(name: "preflight", build: "2")
        #expect(stage.join("old", program: other).assignments.isEmpty)
        let mine = Program(name: "mine", build: "1")
        #expect(stage.join("mine", program: mine).assignments.isEmpty)
        #expect(stage.join("w").assignments == ["trial/0#1 → w"])
    }

    @Test(
        arguments: [
            (nil, ["K"], "no worker is connected"),
            (Program(name: "mine", build: "1"), ["K"], "no worker offers preflight"),
            (
                Program(name: "preflight", build: "2"), ["K"],
                "no worker offers preflight of build 1"
            ),
            (Stage.program, ["L"], "no worker offers the numerics K"),
        ] as [(Program?, [String], String)])
    func `it is said once why nobody serves a run`(
        program: Program?, kinds: [String], sentence: String
    ) {
        var stage = Stage()
        stage.submit(Stage.trials(1))
        if let program { stage.join("w", program: program, kinds: kinds) }
        #expect(stage.scheduler.nextDeadline == Instant(nanoseconds: 2_000_000_000))
        #expect(stage.wait(.milliseconds(1999)).notices.isEmpty)
        #expect(stage.wait(.milliseconds(1)).notices == [sentence])
        #expect(stage.wait(.seconds(5)).notices.isEmpty)
        stage.join("good")
        stage.on(.workerLeft(SessionID("good")))
        #expect(stage.wait(.seconds(2)).notices == [sentence], "it has changed meanwhile")
    }

    @Test func `a worker without a slot is no worker`() {
        var stage = Stage()
        stage.join("none", slots: -1)
        #expect(stage.submit(Stage.trials(1)).assignments.isEmpty)
        #expect(stage.wait(.seconds(2)).notices == ["no worker is connected"])
    }

    @Test func `a silent worker is suspected and gets nothing new`() {
        var stage = Stage()
        stage.join("quiet")
        stage.join("lively")
        stage.beat("lively", for: 4)
        #expect(stage.submit(Stage.trials(2)).assignments == ["trial/0#1 → lively"])
        #expect(stage.on(.heard(SessionID("quiet"))).assignments == ["trial/1#1 → quiet"])
    }

    @Test func `short trials are handed out beyond the slots where prefetch is on`() {
        var settings = SchedulerSettings()
        settings.prefetch = 1
        var stage = Stage(settings)
        stage.submit(Stage.trials(5))
        #expect(stage.join("w").assignments.count == 1)
        #expect(stage.finish("w", "trial/0", seconds: 0.01).assignments.count == 2)
        #expect(stage.finish("w", "trial/1", seconds: 0.01).assignments.count == 1)
    }
}

private struct Missing: Error {}

extension Effect {
    fileprivate var isNotice: Bool {
        if case .notify = self { true } else { false }
    }

    fileprivate var isAdoption: Bool {
        if case .adopt = self { true } else { false }
    }
}
