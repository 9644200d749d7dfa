public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M03: the same rows twice have the loss of the rows once where it is a mean, and twice that where
/// it is a sum, as its `reduction` says; the order of the rows changes nothing.
///
/// A sum makes every gradient as many times larger as a batch has rows. That is no fault where the
/// learning rate fits it, so it warns only where the recipe throws the loss of a few rows up, and
/// fails where it does not learn them.
public struct LossReduction: Examination {
    public static let name = "loss-reduction"
    public static let verifies = "the loss is a mean over the rows, or a rate fits its sum"
    public static let explains =
        [
            InitialLoss.name, GradientsExist.name, OverfitOneBatch.name, "curvature",
            "learning-rate",
            "step-length", "rate-sweep", "batch-size", "engine-self-test", "loss-decreases",
            "stability", "update-ratio", "weight-norms", "gradient-spikes", "gradient-by-depth",
            "clipping", "dying-units", "output-collapse", "oscillation", "plateau", "underfit",
            "class-recall", "label-permutation", "backward-signal", "forward-signal",
        ] + Symptoms.ofTraining
    public var expected: String { "the loss of the same rows twice is that of once" }
    public static let tier = 0

    @Threshold(.positive, "a larger relative difference from what the reduction says fails")
    public var tolerance = 1e-4
    @Threshold(.positive, "a summed loss that a few rows' training throws up more times warns")
    public var warnRise = 2.0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let rows = try recipe.sample(32, passes: 2, least: 2, of: self)
        let order = Array(0..<rows.count)
        let outputs = recipe.untrainedOutputs(recipe.network(), rows.inputs)
        func loss(_ chosen: [Int]) -> Double {
            let taken = Examples(inputs: outputs, targets: rows.targets).rows(chosen)
            return recipe.loss(taken.inputs, taken.targets).item()
        }
        let once = loss(order)
        guard once.isFinite, once != 0 else {
            return finding(.skipped, "the loss of \(rows.count) rows is \(Figure.text(once))")
        }
        let twice = loss(order + order) / once
        let turned = loss(order.reversed()) / once
        let isSum = recipe.loss.reduction == .sum
        let measurements = [
            Measurement(
                name: "loss of the same rows twice", value: twice, expected: isSum ? "2" : "1",
                unit: "× once"),
            Measurement(
                name: "loss of the rows in turned order", value: turned, expected: "1",
                unit: "× as they are"),
        ]
        if !turned.isNear(1, tolerance: tolerance) {
            return finding(
                .failed,
                "the same \(rows.count) rows in turned order have \(Figure.text(turned)) times the "
                    + "loss",
                advice: "A loss of rows does not depend on their order: look at what it weighs or "
                    + "normalises along the first axis.", measurements: measurements)
        }
        guard twice.isNear(isSum ? 2 : 1, tolerance: tolerance) else {
            return finding(
                .failed,
                "the same \(rows.count) rows twice have \(Figure.text(twice)) times the loss, "
                    + "though it says that it is a \(isSum ? "sum" : "mean")",
                advice: isSum
                    ? "Say `reduction: mean`, or add the rows' losses up."
                    : "Divide the loss by the number of rows, and only by that.",
                measurements: measurements)
        }
        guard isSum else {
            return finding(
                .passed, "the loss is a mean over the rows", measurements: measurements)
        }
        return judgement(ofSum: ShortMemory(recipe, of: self), recipe, measurements)
    }

    private func judgement(
        ofSum memory: ShortMemory?, _ recipe: Recipe, _ measurements: [Measurement]
    ) -> Finding {
        let words = "the loss is summed over the rows (`reduction: sum`)"
        let size = recipe.batchSize
        guard let memory else {
            return finding(
                .passed, words + ": gradients grow with the batch", measurements: measurements)
        }
        let isSteep = !(memory.rise <= warnRise)
        guard isSteep || !memory.learned else {
            return finding(
                .passed, words + ", and the learning rate fits that: " + memory.words,
                measurements: measurements)
        }
        return finding(
            memory.learned ? .warned : .failed,
            words + ", so gradients are \(size) times those of a mean: " + memory.words,
            advice: "Take `reduction: mean`, or divide the learning rate by the batch size, "
                + "\(size).", measurements: measurements)
    }
}
