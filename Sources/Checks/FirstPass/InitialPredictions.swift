public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I02: an untrained network prefers no class.
///
/// The Kullback-Leibler divergence of the mean prediction over the rows from equal shares, or from
/// the labels' own where that is nearer, stays below 0.5 × max(ln C, 1) nats, and that of single
/// rows on average below 0.65 of them: the median over five initialisations. Sound convolutions
/// of ten classes reach 0.36 and 0.44. Two classes can reach ln 2, so they can fail as ten can;
/// outputs of several labels are judged each as two classes.
public struct InitialPredictions: Examination {
    public static let name = "initial-predictions"
    public static let verifies = "the untrained network prefers no class"
    public static let explains = ["initial-loss"]
    public var expected: String {
        "mean prediction within \(Figure.text(warnAbove)) × max(ln C, 1) nats of equal or the "
            + "labels' shares"
    }
    public static let tier = 0

    @Threshold(.positive, "a mean prediction further from both, × max(ln C, 1) nats, warns")
    public var warnAbove = 0.5
    @Threshold(.positive, "single predictions further off on average, × max(ln C, 1), warn")
    public var warnSharp = 0.65

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let positions = recipe.targetShape.reduce(1, *)
        let count = InitialLoss.initialisations
        let batch = try recipe.sample(
            recipe.untrainedRows, passes: count, least: max(1, 16 / positions), of: self)
        let judged = (0..<count).compactMap { number in
            let network = recipe.freshNetwork(number)
            return PredictionShares(
                recipe.loss, recipe.untrainedOutputs(network, batch.inputs), batch.targets)
        }
        guard judged.count == count else {
            return finding(.skipped, "the loss takes no outputs for probabilities")
        }
        let mean = Statistics.median(judged.map(\.ofMean))
        let each = Statistics.median(judged.map(\.ofRows))
        guard mean.isFinite, each.isFinite else {
            return finding(.skipped, "the outputs have NaN or infinity: see forward-pass")
        }
        let measurements = [
            Measurement(
                name: "mean prediction from equal or the labels' shares, median", value: mean,
                expected: "≤ \(Figure.text(warnAbove))", unit: "× max(ln C, 1) nats"),
            Measurement(
                name: "single predictions, median", value: each,
                expected: "≤ \(Figure.text(warnSharp))", unit: "× max(ln C, 1) nats"),
        ]
        let first = judged[0]
        let words =
            "over \(batch.count) rows class \(first.favourite) is given "
            + "\(Figure.text((1000 * first.favouriteShare).rounded() / 10)) % on average, "
            + "\(Figure.text(mean)) × max(ln C, 1) nats from equal or the labels' shares; "
            + "single rows \(Figure.text(each))"
        guard mean > warnAbove || each > warnSharp else {
            return finding(.passed, words, measurements: measurements)
        }
        return finding(
            .warned, words,
            advice: mean > warnAbove
                ? "The head is biased: give it a bias of 0, or of the logarithms of the labels' "
                    + "shares, and inputs of mean 0."
                : "Single predictions are sure before anything is learned: standardise the inputs, "
                    + "and initialise the last layer smaller (glorot).",
            measurements: measurements)
    }
}
