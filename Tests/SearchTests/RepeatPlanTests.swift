import Jobs
import Search
import Testing

struct RepeatPlanTests {
    static func search(_ repeats: RepeatCount?) -> SearchPlan {
        SearchPlan(
            space: SamplingTests.space, trials: .random(12), defaults: ["rate": .real(0.01)],
            metric: "accuracy", goal: .maximize, repeats: repeats)
    }

    static func outcomes(_ scores: [Int: TrialScore]) -> [ReadOutcome] {
        scores.sorted { $0.key < $1.key }.map {
            ReadOutcome(job: "trial/\($0)", content: .score($1))
        }
    }

    static func score(_ value: Double?, _ state: TrialScore.State = .completed) -> TrialScore {
        TrialScore(state: state, value: value)
    }

    @Test func `the planner reads the metric of every trial, where repeats are asked for`() throws {
        #expect(RepeatPlan.planner(of: Self.search(nil)) == nil)
        let search = Self.search(RepeatCount(trials: 3, seeds: 2))
        let planner = try #require(RepeatPlan.planner(of: search))
        #expect(planner.name == "repeat")
        #expect(planner.plans)
        #expect(planner.work == .repeats)
        #expect(planner.search == search)
        #expect(
            planner.reads == [
                JobRead(.range(prefix: "trial/", first: 0, end: 12), part: .metric("accuracy"))
            ])
    }

    @Test func `the leaders run again with their parameters, and all of them with the same seeds`()
        throws
    {
        let search = Self.search(RepeatCount(trials: 3, seeds: 2))
        let results = Self.outcomes([
            0: Self.score(0.8), 2: Self.score(0.9), 5: Self.score(0.99, .infeasible),
            7: Self.score(.nan), 9: Self.score(0.7), 11: Self.score(0.95),
            1: Self.score(0.999, .failed), 3: Self.score(nil),
        ])
        let jobs = try RepeatPlan.jobs(of: search, seed: 42, outcomes: results)
        #expect(
            jobs.map(\.name) == [
                "repeat/11/0", "repeat/11/1", "repeat/2/0", "repeat/2/1", "repeat/0/0",
                "repeat/0/1",
            ])
        #expect(
            jobs.map(\.stream)
                == Array(repeating: ["repeat/0", "repeat/1"], count: 3).flatMap { $0 })
        let trials = try Sampling(search, seed: 42).trials
        #expect(jobs.map(\.parameters) == [11, 11, 2, 2, 0, 0].map { trials[$0].parameters })
        #expect(jobs.allSatisfy { $0.work == .trial })
    }

    @Test func `fewer ranked trials than leaders are all repeated, and none plans none`() throws {
        let search = Self.search(RepeatCount(trials: 5, seeds: 5))
        let two = Self.outcomes([3: Self.score(0.5), 4: Self.score(0.6)])
        #expect(try RepeatPlan.jobs(of: search, seed: 1, outcomes: two).count == 10)
        #expect(try RepeatPlan.jobs(of: search, seed: 1, outcomes: []).isEmpty)
    }

    @Test(arguments: [
        ("5x5", RepeatCount(trials: 5, seeds: 5)), ("1x2", RepeatCount(trials: 1, seeds: 2)),
        ("20x50", RepeatCount(trials: 20, seeds: 50)), ("5x1", nil), ("0x5", nil), ("21x5", nil),
        ("5x51", nil), ("5", nil), ("5x5x5", nil), ("x", nil), ("5 x 5", nil), ("5X5", nil),
        ("-5x5", nil),
    ])
    func `a count of repeats is two numbers in range`(text: String, count: RepeatCount?) {
        #expect(RepeatCount(text) == count)
    }

    @Test(arguments: [
        "trial/17", "repeat", "repeat/17", "repeat/017/3", "repeat/17/+3", "repeat/-1/0",
    ])
    func `only a repeat's name has its numbers`(name: String) {
        #expect(TrialName.again(name) == nil)
        #expect(TrialName.again("repeat/17/3")! == (17, 3))
    }

    @Test(arguments: ["trial/", "trial/01", "trial/-1", "trial/1/2", "trials/1", "repeat/1/1"])
    func `only a trial's name has its index`(name: String) {
        #expect(TrialName.index(ofTrial: name) == nil)
        #expect(TrialName.index(ofTrial: "trial/17") == 17)
    }
}
