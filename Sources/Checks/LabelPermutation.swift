public import Experiments
internal import Datasets
public import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// B03: nothing but the pairing of inputs and targets lets the network score on held-out rows.
///
/// The recipe runs shortly on the real targets and on 19 permutations of them, all judged on
/// held-out rows. If permuted runs beat chance, something leaks (fails). If the real run's loss
/// does not beat theirs, p = (1 + #(permuted ≤ real)) / 20 > 0.05, no signal was found (warns).
public struct LabelPermutation: Examination {
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
    /// Floating-point operations that all runs together may take.
    public static let budget = 4e11

    public func examine(_ recipe: Recipe) throws -> Finding {
        let note = recipe.teacherNote
        var recipe = recipe
        recipe.distillation = nil
        recipe.specification.schedule = ComponentSpecification(kind: "constant")
        let whole = Self.budget / Double(Self.permutations + 1) / recipe.stepCost
        let steps = Int(min(max(whole, 8), Double(min(300, max(60, recipe.plannedSteps)))))
        let judged = recipe.validation.rows(Array(0..<min(1024, recipe.validation.count)))
        guard judged.count * judged.positions >= 20 else {
            return finding(.skipped, "\(judged.count) held-out rows are too few to tell")
        }
        let real = score(recipe, recipe.training, judged, steps: steps, run: 0)
        let permuted = (1...Self.permutations).map { run in
            var stream = RandomStream(recipe.key("permutation/\(run)"))
            let targets = recipe.training
                .rows(stream.permutation(recipe.training.count)).targets
            let rows = Examples(inputs: recipe.training.inputs, targets: targets)
            return score(recipe, rows, judged, steps: steps, run: run)
        }
        let guessed = chance(recipe, judged)
        return report(real: real, permuted: permuted, chance: guessed, steps: steps, note: note)
    }

    private func report(
        real: Evaluation, permuted: [Evaluation], chance: Double, steps: Int, note: String
    ) -> Finding {
        let diverged = ([real] + permuted).count { !($0.value?.isFinite ?? false) }
        guard diverged == 0 else {
            return finding(
                .skipped,
                "\(diverged) of \(permuted.count + 1) trainings became NaN or infinite "
                    + "within \(steps) steps")
        }
        let scores = permuted.map { $0.value ?? .nan }
        let score = real.value ?? .nan
        let mean = Statistics.mean(scores)
        // 2.878: the 99.5th percentile of Student's t with 18 degrees of freedom.
        let lower = mean - 2.878 * Statistics.deviation(scores) / Double(scores.count).squareRoot()
        let p = Double(1 + permuted.count { !($0.loss > real.loss) }) / Double(permuted.count + 1)
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

    private func score(
        _ recipe: Recipe, _ rows: Examples, _ judged: Examples, steps: Int, run: Int
    ) -> Evaluation {
        var recipe = recipe
        recipe.training = rows
        let keys: (String) -> RandomKey = { recipe.key("\($0)/\(run)") }
        var loop = recipe.loop(recipe.makeNetwork(recipe.specification, keys))
        for _ in 0..<steps where !loop.advance().isFinite {
            return Evaluation(loss: .nan, score: recipe.loss.score, value: nil, rows: 0)
        }
        return loop.objective.evaluate(judged)
    }
}
