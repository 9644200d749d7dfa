public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U13: where products are of bf16 operands, the loss is that of single precision to 1 %, and no
/// tensor's gradient is rounded away to 0.
public struct PrecisionLoss: Examination {
    public static let name = "precision"
    public static let verifies = "bf16 products leave loss and gradients what they are"
    public var expected: String { "a loss within \(Figure.text(100 * warnAbove)) % of float32's" }
    public static let tier = 1
    public static let explains = [LossDecreases.name, Stability.name]

    @Threshold(.positive, "a larger relative difference of the losses warns")
    public var warnAbove = 0.01

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        guard recipe.specification.training.precision == .bf16 else {
            return finding(.skipped, "the experiment trains in float32")
        }
        var exact = recipe
        exact.specification.training.precision = .float32
        let rows = try recipe.sample(128, passes: 6, least: 2, of: self)
        let network = recipe.network()
        let slopes = [recipe, exact].map { one in
            one.objective(network).slope(on: rows)
        }
        let apart =
            abs(slopes[0].loss - slopes[1].loss) / max(abs(slopes[1].loss), .leastNormalMagnitude)
        let lost = network.learned.filter { named in
            slopes[0].gradients[named.parameter]?.sumOfSquares() ?? 0 == 0
                && slopes[1].gradients[named.parameter]?.sumOfSquares() ?? 0 > 0
        }
        let measurements = [
            Measurement(
                name: "difference of the losses", value: 100 * apart,
                expected: "≤ \(Figure.text(100 * warnAbove))", unit: "%"),
            Measurement(
                name: "gradients rounded to 0", value: Double(lost.count), expected: "0"),
        ]
        if !(apart <= warnAbove) || !lost.isEmpty {
            return finding(
                .warned,
                lost.isEmpty
                    ? "the loss in bf16 is \(Figure.text(slopes[0].loss)), in float32 "
                        + Figure.text(slopes[1].loss)
                    : "\(lost.count) gradients are 0 in bf16 alone, first \(lost[0].name)",
                advice: "Train in float32, or bring inputs and outputs to a size near 1; a "
                    + "`loss-scale` saves small gradients.", measurements: measurements)
        }
        return finding(
            .passed, "the loss in bf16 is that in float32 to \(Figure.text(100 * apart)) %",
            measurements: measurements)
    }
}
