public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I01: an untrained network knows nothing, so its loss is about that of guessing.
///
/// The loss equals one that is computed here from the same outputs (parity, relative 1e-5). Over
/// the median of five initialisations, for classes the excess (L₀ − ln C) / max(ln C, 1) stays
/// below 1, and for numbers E[z²] / Var(y), the outputs' mean square over the targets' variance,
/// below 10. Beyond it a short training on a few rows decides: a network that does not learn warns,
/// and fails beyond an excess of 2 or 30 times the variance, where one that learns warns. The
/// labels' entropy would accuse sound networks where one class is frequent, and a mean of the
/// targets far from 0 is no fault of the network: it is named apart.
public struct InitialLoss: Examination {
    public static let name = "initial-loss"
    public static let verifies = "the untrained network's loss is that of guessing"
    public static let explains =
        [
            "overfit-one-batch", "loss-decreases", "stability", FirstUpdateRatio.name,
        ] + Symptoms.ofTraining
    public var expected: String {
        "within the loss of equal outputs, ln C, and \(Figure.words(warnAbove)) more"
    }
    public static let tier = 0

    @Threshold(.any, "an excess over the loss of guessing beyond this warns, if confirmed")
    public var warnAbove = 1.0
    @Threshold(.any, "an excess over the loss of guessing beyond this fails, if confirmed")
    public var failAbove = 2.0
    @Threshold(.positive, "outputs of more times the targets' variance warn, if confirmed")
    public var warnSpread = 10.0
    @Threshold(.positive, "outputs of more times the targets' variance fail, if confirmed")
    public var failSpread = 30.0
    @Threshold(.positive, "a larger relative difference from the independent loss fails")
    public var tolerance = 1e-5

    public init() {}

    static let initialisations = 5

    public func examine(_ recipe: Recipe) throws -> Finding {
        let positions = recipe.targetShape.reduce(1, *)
        let batch = try recipe.sample(
            recipe.untrainedRows, passes: Self.initialisations,
            least: max(1, 16 / positions), of: self)
        guard recipe.loss.judgedCount(batch.targets) > 0 else {
            return finding(.skipped, "no target of \(batch.count) rows counts")
        }
        let networks = (0..<Self.initialisations).map { recipe.freshNetwork($0) }
        let outputs = networks.map { recipe.untrainedOutputs($0, batch.inputs) }
        let reported = recipe.loss(outputs[0], batch.targets).item()
        if !reported.isFinite {
            return finding(
                .failed, brokenWords(reported, networks[0], batch, recipe),
                advice: "Look there first: at the inputs' and targets' scale and missing values, "
                    + "the initial weights, and logarithms or roots of what can be 0.")
        }
        guard let reference = recipe.specification.lossFunction.reference else {
            return finding(
                .skipped,
                "the loss \(recipe.specification.loss.kind) has no independent form to compare with"
            )
        }
        let judged = Double(recipe.loss.judgedCount(batch.targets))
        let parity = reference.mean(outputs: outputs[0], targets: batch.targets)
        let level = recipe.loss.reduction == .sum ? reported / summed(batch, recipe) : reported
        if !(abs(level - parity) <= tolerance * max(abs(parity), 1e-3)) {
            return misWired(reported, parity, judged: judged)
        }
        let start = InitialSize(reference, outputs, batch.targets)
        return judgement(on: start, reported: reported, parity: parity, recipe)
    }

    /// How many terms a summed loss adds up, in units of rows.
    private func summed(_ batch: Examples, _ recipe: Recipe) -> Double {
        let judged = Double(recipe.loss.judgedCount(batch.targets))
        guard case .values(let tensor) = batch.targets else { return judged }
        return recipe.loss.score == .accuracy ? judged : Double(tensor.count)
    }

    private func misWired(_ reported: Double, _ parity: Double, judged: Double) -> Finding {
        finding(
            .failed,
            "the loss is \(Figure.text(reported)), but computed from the same outputs it is "
                + "\(Figure.text(parity)), a factor of \(Figure.text(reported / parity))",
            advice: abs(reported / parity - judged) < 0.01 * judged
                ? "The loss is summed over the batch, though it says that it is a mean: divide it "
                    + "by the rows."
                : "The loss is wired up wrongly: check its reduction and what it is given.",
            measurements: [
                Measurement(name: "initial loss", value: reported),
                Measurement(
                    name: "independent loss", value: parity, expected: "equal to the initial loss"),
            ])
    }
}
