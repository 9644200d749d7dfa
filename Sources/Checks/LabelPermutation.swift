public import Experiments
internal import Datasets
public import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// B03: nothing but the pairing of inputs and targets lets the network score on held-out rows.
///
/// The whole recipe runs shortly on the real training targets and on 19 permutations of them, all
/// judged on held-out rows. If permuted runs beat chance there, something leaks (fails). If the
/// real run's loss does not beat all permuted ones', p = (1 + #(permuted ≤ real)) / 20 > 0.05, no
/// signal was found (warns). Trainings that diverge and fewer than 20 rows tell nothing (skipped).
public enum LabelPermutation: Examination {
    public static let name = "label-permutation"
    public static let verifies = "only the true pairing of inputs and targets beats chance"
    public static let expected = "permuted targets score at chance, the real ones above all of them"
    public static let tier = 3

    static let permutations = 19
    /// Floating-point operations that all runs together may take, some seconds' worth.
    static let budget = 4e11

    public static func examine(_ subject: Recipe) throws -> Finding {
        let note = subject.teacherNote
        var subject = subject
        subject.distillation = nil
        subject.specification.schedule = ComponentSpecification(kind: "constant")
        let whole = budget / Double(permutations + 1) / subject.stepCost
        let steps = Int(min(max(whole, 8), Double(min(300, max(60, subject.plannedSteps)))))
        let judged = subject.validation.rows(Array(0..<min(1024, subject.validation.count)))
        guard judged.count * judged.positions >= 20 else {
            return finding(.skipped, "\(judged.count) held-out rows are too few to tell")
        }
        let real = score(subject, subject.training, judged, steps: steps, run: 0)
        let permuted = (1...permutations).map { run in
            var stream = RandomStream(subject.key("permutation/\(run)"))
            let targets = subject.training
                .rows(stream.permutation(subject.training.count)).targets
            let rows = Examples(inputs: subject.training.inputs, targets: targets)
            return score(subject, rows, judged, steps: steps, run: run)
        }
        let guessed = chance(subject, judged)
        return report(real: real, permuted: permuted, chance: guessed, steps: steps, note: note)
    }

    private static func report(
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
            Measurement(name: "p of the real loss among theirs", value: p, expected: "≤ 0.05"),
        ]
        let series = Series(
            name: "held-out score", kind: .bar, xLabel: "run", yLabel: "score",
            x: (0...permuted.count).map(Double.init), y: [score] + scores,
            ticks: ["real"] + permuted.indices.map { "\($0 + 1)" })
        let words =
            "after \(steps) steps the real targets score \(Figure.text(score)) on held-out "
            + "rows, \(permuted.count) permutations \(Figure.text(mean)) on average" + note
        if lower > chance + 0.02 {
            return finding(
                .failed, words + ", above chance at \(Figure.text(chance))",
                advice: "Held-out targets reach the training: look for rows in both splits and "
                    + "for targets among the inputs.", measurements: measurements,
                series: [series])
        }
        if p > 0.05 {
            return finding(
                .warned, words + ": no signal was found",
                advice: "Where loss-decreases and overfit-one-batch pass, check that inputs and "
                    + "targets stay paired (order, shuffling); random labels rightly end here.",
                measurements: measurements, series: [series])
        }
        return finding(.passed, words, measurements: measurements, series: [series])
    }

    private static func score(
        _ subject: Recipe, _ rows: Examples, _ judged: Examples, steps: Int, run: Int
    ) -> Evaluation {
        var subject = subject
        subject.training = rows
        let keys: (String) -> RandomKey = { subject.key("\($0)/\(run)") }
        var loop = subject.loop(subject.makeNetwork(subject.specification, keys))
        for _ in 0..<steps where !loop.advance().isFinite {
            return Evaluation(loss: .nan, score: subject.loss.score, value: nil, rows: 0)
        }
        return loop.objective.evaluate(judged)
    }

    /// What guessing scores at best: the largest class's share, at each position its own, or an R²
    /// of 0.
    private static func chance(_ subject: Recipe, _ judged: Examples) -> Double {
        guard case .classes(let labels) = judged.targets, !labels.isEmpty else { return 0 }
        let guessed = (0..<judged.positions).reduce(0) { sum, position in
            let places = stride(from: position, to: labels.count, by: judged.positions)
            let own = places.map { (labels[$0], 1) }.filter { $0.0 != subject.ignoredClass }
            return sum + (Dictionary(own, uniquingKeysWith: +).values.max() ?? 0)
        }
        return Double(guessed) / Double(max(subject.loss.judgedCount(judged.targets), 1))
    }
}
