import Jobs
import Search
import Testing

struct RankingTests {
    private let trials: [Int: TrialResult] = [
        0: result(0.5), 1: result(0.9), 2: result(.nan), 3: result(0.9), 4: result(0.1),
        5: result(.infinity),
        6: TrialResult(state: .infeasible, metrics: ["accuracy": 0.99], history: []),
        7: TrialResult(state: .completed, metrics: ["loss": 0.1], history: []),
    ]

    @Test(arguments: [(SearchPlan.Goal.maximize, [1, 3, 0, 4]), (.minimize, [4, 0, 1, 3])])
    func `trials are ordered by metric and goal, ties by index, without those that lack a number`(
        goal: SearchPlan.Goal, expected: [Int]
    ) {
        let ranked = Ranking.rank(trials: trials, metric: "accuracy", goal: goal)
        #expect(ranked.map(\.trial) == expected)
    }

    @Test func `the best so far goes by index and never gets worse`() {
        let entries = Ranking.rank(trials: trials, metric: "accuracy", goal: .maximize)
        let curve = Ranking.bestSoFar(entries, goal: .maximize)
        #expect(curve.map(\.trial) == [0, 1, 3, 4])
        #expect(curve.map(\.value) == [0.5, 0.9, 0.9, 0.9])
        let falling = Ranking.bestSoFar(entries, goal: .minimize)
        #expect(falling.map(\.value) == [0.5, 0.5, 0.5, 0.1])
    }

    @Test func `nothing to rank gives nothing`() {
        #expect(Ranking.rank(trials: [:], metric: "accuracy", goal: .maximize).isEmpty)
        #expect(Ranking.bestSoFar([], goal: .minimize).isEmpty)
    }

    private static func result(_ accuracy: Double) -> TrialResult {
        TrialResult(state: .completed, metrics: ["accuracy": accuracy], history: [])
    }
}
