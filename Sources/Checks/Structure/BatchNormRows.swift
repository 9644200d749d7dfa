public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// Every batch gives each channel of a batch normalization at least two values: of a single one the
/// deviation is 0, so that the layer puts out its shift whatever the input, and no gradient passes.
///
/// It fails where that is so in every batch (`batch-size: 1`), and warns where only the last batch
/// of each epoch is of one row. Images and sequences have a value at each of their positions.
public struct BatchNormRows: Examination {
    public static let name = "batch-norm-rows"
    public static let verifies = "batch normalization sees more than one value in each batch"
    public var expected: String { "two values or more for each channel in every batch" }
    public static let tier = 0
    public static let explains =
        [
            GradientsExist.name, ParametersMove.name, ForwardSignal.name, BackwardSignal.name,
            InitialLoss.name, OverfitOneBatch.name, LabelPermutation.name, LossDecreases.name,
            Stability.name, "dead-units", "output-collapse", "batch-norm-gap",
        ] + Symptoms.ofTraining

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let rows = try recipe.sample(2, passes: 1, least: 1, of: self)
        let norms = recipe.network().activations(rows.inputs).compactMap { layer in
            (layer.layer as? any BatchNormalization).map { norm in
                (path: layer.path, each: layer.input.count / max(rows.count * norm.channels, 1))
            }
        }
        guard !norms.isEmpty else {
            return finding(.skipped, "the network has no batch normalization of its own layers")
        }
        let size = min(recipe.batchSize, recipe.training.count)
        let rest = recipe.training.count % max(size, 1)
        let last = rest == 0 ? size : rest
        let measurements = [
            Measurement(
                name: "values of a channel in a batch", value: Double(size * norms[0].each),
                expected: "> 1"),
            Measurement(
                name: "in the last batch of an epoch", value: Double(last * norms[0].each),
                expected: "> 1"),
        ]
        if let norm = norms.first(where: { size * $0.each < 2 }) {
            return finding(
                .failed,
                "layer \(norm.path) normalises over batches of one row: its deviation is 0, so it "
                    + "puts out the same for every input and no gradient passes",
                advice: "Take a `batch-size` of 16 or more, or layer-norm or group-norm, which do "
                    + "not ask other rows, in place of batch-norm.", measurements: measurements)
        }
        if let norm = norms.first(where: { last * $0.each < 2 }) {
            return finding(
                .warned,
                "the last batch of each epoch is of one row (\(recipe.training.count) rows in "
                    + "batches of \(size)), over which layer \(norm.path) cannot normalise",
                advice: "Take another `batch-size`, so that more rows are left for the last batch.",
                explains: [], measurements: measurements)
        }
        return finding(
            .passed,
            "batches of \(size) rows give each channel \(size * norms[0].each) values, the last of "
                + "an epoch \(last * norms[0].each)",
            measurements: measurements)
    }
}
