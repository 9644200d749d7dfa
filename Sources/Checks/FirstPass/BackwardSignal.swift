public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I05: the gradient reaches the first layer.
///
/// The root mean square of ∂L/∂pre-activation, summed over the positions of an image or a sequence
/// row by row, of the first layer over the last: outside 0.01 … 100 fails (healthy networks 0.024 …
/// 0.63, six sigmoid layers below 0.001).
public struct BackwardSignal: Examination {
    public static let name = "backward-signal"
    public static let verifies = "gradients neither vanish nor explode on the way back"
    public var expected: String { "first layer's gradient over the last's \(range)" }

    private var range: String { "\(Figure.text(failBelow)) to \(Figure.text(failAbove))" }
    public static let tier = 0

    @Threshold(.positive, "a first layer's gradient below this share of the last's fails")
    public var failBelow = 0.01
    @Threshold(.positive, "a first layer's gradient above this many times the last's fails")
    public var failAbove = 100.0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let network = recipe.network()
        let batch = try recipe.sample(256, passes: 3, of: self)
        let (names, sizes) = withTape { () -> ([String], [Double]) in
            let activations = network.activations(
                batch.inputs.tracked(), mode: recipe.trainingMode())
            let layers = PreActivation.all(activations).map(\.activation)
            return (layers.map(\.path), gradients(at: layers, activations, batch, recipe))
        }
        guard let first = sizes.first, let last = sizes.last, sizes.count > 1 else {
            return finding(.skipped, "fewer than two layers with weights that are not 0")
        }
        let ratio = first / last
        let measurements = [
            Measurement(name: "first layer over last", value: ratio, expected: range),
            Measurement(name: "gradient at the first layer", value: first),
            Measurement(name: "gradient at the last layer", value: last),
        ]
        let series = Series(
            name: "gradient by layer", kind: .bar, xLabel: "layer", yLabel: "root mean square",
            x: sizes.indices.map(Double.init), y: sizes, ticks: names)
        let words =
            "the gradient at layer \(names[0]) is \(Figure.text(ratio)) times that at "
            + "layer \(names[names.count - 1])"
        return finding(
            ratio >= failBelow && ratio <= failAbove ? .passed : .failed, words,
            advice: ratio < 1
                ? "Gradients vanish: use relu rather than sigmoid or tanh in hidden layers, he "
                    + "initialisation, batch-norm, or fewer layers."
                : "Gradients explode: initialise smaller (he, glorot) or normalise (batch-norm).",
            measurements: measurements, series: [series])
    }

    /// The gradient's size at each layer. Where a head that starts at 0 lets nothing through, a
    /// random cotangent at the last layer before it stands for the loss.
    private func gradients(
        at layers: [Activation], _ activations: [Activation], _ batch: Examples, _ recipe: Recipe
    ) -> [Double] {
        guard let last = layers.last, let end = activations.last else { return [] }
        let outputs = layers.map(\.output)
        let headIsZero = end.output.scalars.allSatisfy { $0 == 0 }
        let gradients =
            headIsZero
            ? last.output.gradients(
                seed: .normal(last.output.shape, key: recipe.key("cotangent")), keeping: outputs)
            : recipe.loss(end.output, batch.targets).gradients(keeping: outputs)
        return outputs.map { output in
            guard let gradient = gradients[output] else { return 0 }
            return Statistics.rootMeanSquare(summedOverPositions(gradient))
        }
    }

    private func summedOverPositions(_ gradient: Tensor) -> [Float] {
        guard gradient.rank > 2 else { return gradient.scalars }
        let shape = gradient.shape
        let channels = shape[shape.count - 1]
        let size = shape.dropFirst().reduce(1, *)
        let values = gradient.scalars
        var sums = [Float](repeating: 0, count: shape[0] * channels)
        for index in values.indices {
            let row = index / size
            sums[row * channels + index % channels] += values[index]
        }
        return sums
    }
}
