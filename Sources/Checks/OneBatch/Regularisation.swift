public import Experiments
public import Jobs
internal import Training

/// O03: with its dropout, weight decay and augmentation on, the training still learns a batch that
/// it memorises without them.
///
/// The steps are five times those that it takes without, 500 to 1,000. Judged is the loss of the
/// training itself, the median of its last quarter: it must come half of the way from the best
/// constant's loss to the floor.
public struct Regularisation: Examination {
    public static let name = "regularisation"
    public static let verifies = "dropout and weight decay leave room to learn a batch"
    public var expected: String {
        "at least \(Figure.text(100 * warnBelow)) % of the way from a constant's loss to the floor"
    }
    public static let tier = 2
    public static let budget = 4e13
    public static let explains =
        [LossDecreases.name, "underfit", "plateau", "weight-norms"] + Symptoms.ofTraining

    @Threshold(.unit, "a loss that comes a smaller share of the way to its floor warns")
    public var warnBelow = 0.5

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        var strong = recipe
        strong.distillation = nil
        strong.specification.distillation = nil
        let plain = recipe.plain
        strong.specification.schedule = plain.specification.schedule
        guard
            strong.specification.model != plain.specification.model
                || strong.specification.optimizer != plain.specification.optimizer
        else { return finding(.skipped, "nothing regularises the network or its optimizer") }
        if let decay = recipe.weakDecay(beside: plain) {
            return finding(
                .passed,
                "the weights decay by \(Figure.text(100 * decay)) % in the whole training, and "
                    + "nothing else regularises")
        }
        let rows = Memorisation.rows(of: recipe)
        let stepCost = 3 * recipe.rowCost * Double(rows)
        let most = min(500, max(200, Int(min(1e12 / stepCost, 1e6))))
        _ = try recipe.sample(rows, passes: 9 * most, least: rows, of: self)
        guard let task = Memorisation(of: recipe, rows: rows), task.isQuestion else {
            return finding(.skipped, Memorisation.noQuestion)
        }
        let without = BatchAttempt(
            of: plain, plain.network(), on: task, steps: most)
        guard without.succeeded else {
            return finding(.skipped, "the batch is not memorised without regularisers either")
        }
        let steps = min(max(most, 5 * without.steps), 2 * most)
        var loop = strong.loop(strong.network())
        var losses: [Double] = []
        // A loss well below the mark is enough: nothing is to be gained from the rest.
        while losses.count < steps, !isEnough(losses, task) {
            losses.append(loop.step(on: task.batch).loss)
        }
        let end = Statistics.median(Array(losses.suffix(max(1, min(50, losses.count / 4)))))
        let come = 1 - task.left(end)
        let measurements = [
            Measurement(name: "loss with regularisers", value: end),
            Measurement(name: "share of the way", value: come, expected: "≥ \(warnBelow)"),
            Measurement(name: "steps without", value: Double(without.steps)),
        ]
        let seen =
            "the loss of \(task.batch.count) rows comes to \(Figure.text(end)) in "
            + "\(losses.count) steps with all regularisers, "
            + "\(Figure.text(max(0, 100 * come))) % of the way to its floor"
        if come >= warnBelow { return finding(.passed, seen, measurements: measurements) }
        return finding(
            .warned, seen + "; without them it is memorised in \(without.steps)",
            advice: "Dropout or weight decay is too strong: halve it, and see that the loss of one "
                + "batch falls.", measurements: measurements)
    }

    private func isEnough(_ losses: [Double], _ task: Memorisation) -> Bool {
        guard losses.count >= 60, losses.count % 20 == 0 else { return false }
        return 1 - task.left(Statistics.median(Array(losses.suffix(15)))) > (1 + warnBelow) / 2
    }
}

extension Recipe {
    /// The share by which the weights decay in all planned steps where that is all that regularises
    /// and less than a tenth; of Adam without decoupled decay it can't be told.
    fileprivate func weakDecay(beside plain: Recipe) -> Double? {
        let optimizer = specification.optimizer
        guard specification.model == plain.specification.model,
            ["sgd", "adamw"].contains(optimizer.kind)
        else { return nil }
        let decay = specification.freshOptimizer.weightDecay
        let rate = (0..<plannedSteps).reduce(0.0) { $0 + learningRate(at: $1) }
        return decay * rate < 0.1 ? decay * rate : nil
    }
}
