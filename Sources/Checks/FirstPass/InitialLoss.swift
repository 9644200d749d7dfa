public import Experiments
internal import Foundation
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I01: an untrained network knows nothing, so its loss is about that of guessing.
///
/// Two criteria: the loss equals one that is computed here from the same outputs (parity,
/// relative 1e-5), and its excess over that of equal outputs, (L₀ − ln C) / ln C, stays below 1
/// (warn) and 2 (fail). The labels' entropy would accuse sound networks where one class is
/// frequent, as in masks. For regression L₀ is held against E[y²] + E[z²].
public struct InitialLoss: Examination {
    public static let name = "initial-loss"
    public static let verifies = "the untrained network's loss is that of guessing"
    public var expected: String {
        "within the loss of equal outputs, ln C, and \(Figure.words(warnAbove)) more"
    }
    public static let tier = 0

    @Threshold(.any, "an excess over the loss of guessing beyond this warns")
    public var warnAbove = 1.0
    @Threshold(.any, "an excess over the loss of guessing beyond this fails")
    public var failAbove = 2.0
    @Threshold(.positive, "a larger relative difference from the independent loss fails")
    public var tolerance = 1e-5

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let positions = recipe.targetShape.reduce(1, *)
        let batch = try recipe.sample(
            max(32, 1024 / positions), passes: 1, least: max(1, 16 / positions), of: self)
        let network = recipe.network()
        // Before the first step running statistics are those of no data: the batch's own hold.
        let outputs = network(
            batch.inputs,
            mode: network.hasRunningStatistics ? recipe.trainingMode() : .evaluation)
        let reported = recipe.loss(outputs, batch.targets).item()
        guard let reference = recipe.specification.lossFunction.reference else {
            return finding(
                .skipped,
                "the loss \(recipe.specification.loss.kind) has no independent form to compare with"
            )
        }
        let judged = Double(recipe.loss.judgedCount(batch.targets))
        let parity = reference.mean(outputs: outputs, targets: batch.targets)
        let baseline = reference.baseline(outputs: outputs, targets: batch.targets)
        let excess = (reported - baseline.level) / baseline.scale
        let measurements = [
            Measurement(
                name: "initial loss", value: reported,
                expected: "about \(Figure.text(baseline.level))"),
            Measurement(
                name: "independent loss", value: parity, expected: "equal to the initial loss"),
            Measurement(
                name: "excess over \(baseline.words)", value: excess,
                expected: "≤ \(Figure.text(warnAbove))",
                unit: "× \(baseline.unit)"),
        ]
        if !(abs(reported - parity) <= tolerance * max(abs(parity), 1e-3)) {
            return finding(
                .failed,
                "the loss is \(Figure.text(reported)), but computed from the same outputs it is "
                    + "\(Figure.text(parity)), a factor of \(Figure.text(reported / parity))",
                advice: abs(reported / parity - judged) < 0.01 * judged
                    ? "The loss is summed over the batch: take `reduction: mean`, or divide the "
                        + "learning rate by the batch size."
                    : "The loss is wired up wrongly: check its reduction and what it is given.",
                measurements: measurements)
        }
        let words =
            "the initial loss is \(Figure.text(reported)), "
            + "\(baseline.words) \(Figure.text(baseline.level)), "
            + "an excess of \(Figure.text(excess)) × \(baseline.unit)" + recipe.teacherNote
        if !(excess <= warnAbove) || !(excess <= failAbove) {
            return finding(
                excess <= failAbove ? .warned : .failed, words,
                advice: "The untrained outputs are far too large: standardise the inputs, and take "
                    + "a smaller initialisation (he or glorot), above all in the last layer.",
                measurements: measurements)
        }
        return finding(.passed, words, measurements: measurements)
    }
}
