public import Experiments
public import Jobs
internal import Networks
internal import Training

/// The teacher of a distillation answers these data as one that was trained on their like: on the
/// training rows its score lies above guessing, (score − chance) / (1 − chance) ≥ 0.1 (fails
/// below), and not below 0.5 (warns). Another scaling of the inputs or another order of the classes
/// than it was trained with brings it down to guessing.
public struct Teacher: Examination {
    public static let name = "teacher"
    public static let verifies = "the teacher of a distillation knows these data"
    public var expected: String {
        "its score at least \(Figure.share(warnBelow)) of the way from guessing to 1"
    }
    public static let tier = 0

    @Threshold(.unit, "a teacher below this share of the way from guessing to 1 warns")
    public var warnBelow = 0.5
    @Threshold(.unit, "a teacher below this share of the way from guessing to 1 fails")
    public var failBelow = 0.1

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        guard let teacher = recipe.distillation?.teacher else {
            return finding(.skipped, "the experiment learns from no teacher")
        }
        try recipe.requireSoundTargets()
        let cost = 2 * max(1, Double((try? teacher.body.multiplyAdds(for: recipe.inputShape)) ?? 0))
        let affordable = Int(min(1024, budget / cost))
        guard affordable >= min(64, recipe.training.count) else {
            throw OverBudget(
                reason: "a row takes the teacher \(Figure.text(cost)) operations: 64 rows exceed "
                    + "the check's budget of \(Figure.text(budget))")
        }
        let rows = recipe.sample(affordable)
        let judged = Objective(network: teacher, loss: recipe.loss).evaluate(rows)
        let chance = rows.targets.guessedShare(ignoring: recipe.ignoredClass)
        let score = judged.value ?? .nan
        guard chance < 1 else {
            return finding(.skipped, "all rows are of one class, which any network can tell")
        }
        let share = (score - chance) / (1 - chance)
        let measurements = [
            Measurement(name: "the teacher's loss", value: judged.loss),
            Measurement(name: "the teacher's score", value: score),
            Measurement(name: "score of guessing", value: chance),
            Measurement(
                name: "way from guessing to 1", value: share,
                expected: "≥ \(Figure.text(warnBelow))"),
        ]
        let words =
            "the teacher scores \(Figure.text(score)) on \(rows.count) training rows, guessing "
            + Figure.text(chance)
        return finding(
            !(share >= failBelow) ? .failed : share >= warnBelow ? .passed : .warned, words,
            advice: "Give the teacher what it was trained with: the same `normalize`, layout and "
                + "order of the classes; and see what `preflight evaluate` says of it there.",
            measurements: measurements)
    }
}

extension Networks.Targets {
    /// The largest class's share.
    fileprivate func guessedShare(ignoring ignored: Int32?) -> Double {
        guard case .classes(let classes) = self else { return 0 }
        let counts = Dictionary(
            classes.filter { $0 != ignored }.map { ($0, 1) }, uniquingKeysWith: +)
        let all = counts.values.reduce(0, +)
        return Double(counts.values.max() ?? 0) / Double(max(all, 1))
    }
}
