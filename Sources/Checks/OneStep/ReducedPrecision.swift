public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U13: a step in bfloat16 has the loss and the gradients of the same step in float32, as far as
/// operands of 8 binary digits can.
///
/// One batch, the same weights and the same dropout, both ways. Rounding shifts each product by up
/// to 2⁻⁸ of it: the loss of a network whose numbers are of one size by less than a hundredth, its
/// gradients by some hundredths. Where inputs lie far from 0 beside what they vary by (1000 ± 1),
/// rounding takes away what tells rows apart. Only where the experiment asks for `precision: bf16`.
public struct ReducedPrecision: Examination {
    public static let name = "reduced-precision"
    public static let verifies = "products of bfloat16 give the loss and gradients of exact ones"
    public static let explains = [ParametersMove.name] + Symptoms.ofTraining
    public var expected: String {
        "the loss to \(Figure.text(100 * warnLoss)) %, gradients to "
            + "\(Figure.text(100 * warnAbove)) % of their size, none lost"
    }
    public static let tier = 1

    @Threshold(.positive, "a loss that differs by a larger share warns")
    public var warnLoss = 0.02
    @Threshold(.positive, "gradients that differ by a larger share of their size warn")
    public var warnAbove = 0.5
    @Threshold(.positive, "gradients that differ by a larger share of their size fail")
    public var failAbove = 0.9

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        guard recipe.specification.training.precision == .bf16 else {
            return finding(.skipped, "products are exact: the precision is float32")
        }
        let batch = try recipe.sample(max(recipe.batchSize, 64), passes: 6, least: 2, of: self)
        let network = recipe.network()
        let exact = slope(recipe, network, .float32, batch)
        let rounded = slope(recipe, network, recipe.specification.training.operandPrecision, batch)
        guard exact.loss.isFinite, exact.size.isFinite, exact.size > 0 else {
            return finding(.skipped, "exact products give no finite gradients: see gradients-exist")
        }
        let distance = rounded.distance(to: exact)
        let loss = abs(rounded.loss - exact.loss) / max(abs(exact.loss), .leastNormalMagnitude)
        let lost = zip(exact.tensors, rounded.tensors).filter { exact, rounded in
            exact.values.contains { $0 != 0 } && rounded.values.allSatisfy { $0 == 0 }
        }.map(\.0.name)
        let measurements = [
            Measurement(
                name: "difference of the losses", value: loss,
                expected: "≤ \(Figure.text(warnLoss))"),
            Measurement(
                name: "difference of the gradients", value: distance,
                expected: "≤ \(Figure.text(warnAbove))", unit: "of their size"),
            Measurement(
                name: "tensors whose gradient is lost", value: Double(lost.count), expected: "0"),
        ]
        if let objection = overflow(recipe, network, batch) {
            return finding(
                .failed, objection,
                advice: "Lower `loss-scale`, or let it follow the gradients: dynamic.",
                measurements: measurements)
        }
        let advice =
            "Standardise inputs that lie far from 0 (`normalise`), keep activations of one size by "
            + "a normalisation, or train with `precision: float32`."
        if let first = lost.first {
            return finding(
                .failed,
                "\(lost.count) of \(exact.tensors.count) tensors have a gradient of 0 in bfloat16 "
                    + "and not in float32, first \(first)", advice: advice,
                measurements: measurements)
        }
        let words =
            "in bfloat16 the loss of \(batch.count) rows is \(Figure.text(rounded.loss)) and in "
            + "float32 \(Figure.text(exact.loss)), and the gradients differ by "
            + "\(Figure.text(100 * distance)) % of their size"
        guard distance <= warnAbove, loss <= warnLoss else {
            // Not by a comparison that NaN would pass.
            let isRuined = !(distance <= failAbove)
            return finding(
                isRuined ? .failed : .warned, words, advice: advice, measurements: measurements)
        }
        return finding(.passed, words, measurements: measurements)
    }

    /// The loss and its gradients, the statistics of normalisations left as they were.
    private func slope(
        _ recipe: Recipe, _ network: Network, _ precision: Precision, _ batch: Examples
    ) -> RoundedSlope {
        let own = network.snapshot()
        defer { network.restore(own) }
        var objective = recipe.objective(network)
        objective.precision = precision
        let slope = objective.slope(on: batch, mode: recipe.trainingMode())
        return RoundedSlope(slope, of: network)
    }

    /// What a scale of the loss that never changes does to the gradients of the first step.
    private func overflow(_ recipe: Recipe, _ network: Network, _ batch: Examples) -> String? {
        guard let scaling = recipe.specification.training.settings.lossScaling,
            scaling.growthInterval == nil
        else { return nil }
        let own = network.snapshot()
        defer { network.restore(own) }
        let slope = recipe.objective(network).slope(
            on: batch, mode: recipe.trainingMode(), scale: scaling.initialScale)
        guard !RoundedSlope(slope, of: network).size.isFinite else { return nil }
        return "times the loss's scale of \(Figure.text(scaling.initialScale)) the gradients "
            + "overflow: every such step is skipped"
    }
}
