public import Experiments
public import Jobs
internal import Training

/// B03: nothing but the pairing of inputs and targets lets the network score on held-out rows.
///
/// The recipe runs shortly on the real targets and on 19 permutations of them, all judged on
/// held-out rows. If permuted runs beat chance, something leaks (fails). If the real run's loss
/// does not beat theirs, p = (1 + #(permuted ≤ real)) / 20 > 0.05, no signal was found (warns).
public struct LabelPermutation: PlanningCheck {
    public static let name = "label-permutation"
    public static let verifies = "only the true pairing of inputs and targets beats chance"
    public var expected: String {
        "permuted targets score at chance, the real ones above all of them"
    }
    public static let tier = 3

    @Threshold(.insideUnit, "a larger p of the real loss among the permuted ones warns")
    public var warnAbove = 0.05
    @Threshold(.any, "permuted targets whose score beats chance by more fail")
    public var failAbove = 0.02

    public init() {}

    static let permutations = 19
    /// All trainings together, on all slots.
    public static let budget = 1e12

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        let judged = Self.judgedRows(recipe)
        guard judged.count * judged.positions >= 20 else {
            return .finding(
                finding(.skipped, "\(judged.count) held-out rows are too few to tell"))
        }
        guard Self.isAffordable(recipe) else {
            throw OverBudget(
                reason: "a step takes \(Figure.text(recipe.stepCost)) operations: "
                    + "\(Self.leastSteps) steps of each of \(Self.permutations + 1) trainings "
                    + "exceed the check's budget of \(Figure.text(Self.budget))")
        }
        return .probes((0...Self.permutations).map { Probe("\($0)", expectedCost: 0.5) })
    }

    /// Trains on the real targets (run 0) or on a permutation of them.
    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        guard let run = Int(name), (0...Self.permutations).contains(run) else {
            throw CheckError("label-permutation has no run \"\(name)\"")
        }
        let found = heldOut(recipe, run: run)
        return ProbeResult(values: ["loss": [found.loss], "score": [found.value ?? .nan]])
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let runs = try (0...Self.permutations).map { try result("\($0)", in: results) }
        return report(
            real: runs[0], permuted: Array(runs.dropFirst()),
            chance: chance(recipe, Self.judgedRows(recipe)), steps: Self.steps(recipe),
            note: recipe.teacherNote)
    }

    private func report(
        real: ProbeResult, permuted: [ProbeResult], chance: Double, steps: Int, note: String
    ) -> Finding {
        let diverged = ([real] + permuted).count { !$0["score"].isFinite }
        guard diverged == 0 else {
            return finding(
                .skipped,
                "\(diverged) of \(permuted.count + 1) trainings became NaN or infinite "
                    + "within \(steps) steps")
        }
        let scores = permuted.map { $0["score"] }
        let score = real["score"]
        let mean = Statistics.mean(scores)
        // 2.878: the 99.5th percentile of Student's t with 18 degrees of freedom.
        let lower = mean - 2.878 * Statistics.deviation(scores) / Double(scores.count).squareRoot()
        let p =
            Double(1 + permuted.count { !($0["loss"] > real["loss"]) }) / Double(permuted.count + 1)
        let about = "about chance, \(Figure.text(chance))"
        let measurements = [
            Measurement(name: "held-out score, real targets", value: score),
            Measurement(name: "held-out score, permuted targets", value: mean, expected: about),
            Measurement(
                name: "lower end of its 99 % interval", value: lower,
                expected: "≤ \(Figure.text(chance))"),
            Measurement(
                name: "p of the real loss among theirs", value: p,
                expected: "≤ \(Figure.text(warnAbove))"),
        ]
        let series = Series(
            name: "held-out score", kind: .bar, xLabel: "run", yLabel: "score",
            x: (0...permuted.count).map(Double.init), y: [score] + scores,
            ticks: ["real"] + permuted.indices.map { "\($0 + 1)" })
        let words =
            "after \(steps) steps the real targets score \(Figure.text(score)) on held-out "
            + "rows, \(permuted.count) permutations \(Figure.text(mean)) on average" + note
        if lower > chance + failAbove {
            return finding(
                .failed, words + ", above chance at \(Figure.text(chance))",
                advice: "Held-out targets reach the training: look for rows in both splits and "
                    + "for targets among the inputs.", measurements: measurements,
                series: [series])
        }
        if p > warnAbove {
            return finding(
                .warned, words + ": no signal was found",
                advice: "Where loss-decreases and overfit-one-batch pass, check that inputs and "
                    + "targets stay paired (order, shuffling); random labels rightly end here.",
                measurements: measurements, series: [series])
        }
        return finding(.passed, words, measurements: measurements, series: [series])
    }
}
