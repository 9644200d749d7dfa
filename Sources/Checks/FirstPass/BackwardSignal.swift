public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I05: the gradient reaches the first layer.
///
/// The root mean square of ∂L/∂pre-activation, over the positions of an image or a sequence summed
/// as squares row by row, of the first layer over the last. No cut separates sound networks from
/// broken ones (six layers of PyTorch's own initialisation have 6e-4 and learn well, six sigmoid
/// layers 3e-4), so outside 0.01 … 100 a short training on a few rows decides: it passes where the
/// rows are learned, fails where they are not and the first layer hardly moves beside the last,
/// and warns elsewhere.
public struct BackwardSignal: Examination {
    public static let name = "backward-signal"
    public static let verifies = "gradients neither vanish nor explode on the way back"
    public static let explains =
        [
            "overfit-one-batch", "loss-decreases",
        ] + Symptoms.ofTraining
    public var expected: String { "first layer's gradient over the last's \(range)" }

    private var range: String { "\(Figure.text(askBelow)) to \(Figure.text(askAbove))" }
    public static let tier = 0

    @Threshold(.positive, "below this share of the last layer's a short training decides")
    public var askBelow = 0.01
    @Threshold(.positive, "above this many times the last layer's a short training decides")
    public var askAbove = 100.0
    @Threshold(.positive, "a first layer that moves less than this share of the last fails")
    public var failBelow = 0.05

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
        let measurements = [
            Measurement(name: "first layer over last", value: first / last, expected: range),
            Measurement(name: "gradient at the first layer", value: first),
            Measurement(name: "gradient at the last layer", value: last),
        ]
        let series = Series(
            name: "gradient by layer", kind: .bar, xLabel: "layer", yLabel: "root mean square",
            x: sizes.indices.map(Double.init), y: sizes, ticks: names)
        let course = GradientCourse(names: names, sizes: sizes)
        if course.isFinite, first >= askBelow * last, first <= askAbove * last, last > 0 {
            return finding(
                .passed, course.words, measurements: measurements, series: [series])
        }
        let memory = ShortMemory(recipe, of: self)
        let verdict = verdict(memory, course)
        return finding(
            verdict, course.words + (memory.map { "; " + $0.words } ?? ""), advice: course.advice,
            measurements: measurements, series: [series])
    }

    private func verdict(_ memory: ShortMemory?, _ course: GradientCourse) -> Finding.Verdict {
        guard course.isFinite else { return .failed }
        guard let memory else { return .warned }
        let first = memory.movement(of: course.names.first ?? "") ?? 0
        let last = memory.movement(of: course.names.last ?? "") ?? 0
        // A head on features that never move may learn a few rows by itself.
        if memory.learned, first > 0 { return .passed }
        return first > failBelow * last ? .warned : .failed
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

    /// Squares are summed: signed gradients of an image's positions cancel where a normalization
    /// follows.
    private func summedOverPositions(_ gradient: Tensor) -> [Float] {
        guard gradient.rank > 2 else { return gradient.scalars }
        let shape = gradient.shape
        let channels = shape[shape.count - 1]
        let size = shape.dropFirst().reduce(1, *)
        let values = gradient.scalars
        var sums = [Float](repeating: 0, count: shape[0] * channels)
        for index in values.indices {
            let row = index / size
            sums[row * channels + index % channels] += values[index] * values[index]
        }
        return sums.map { $0.squareRoot() }
    }
}
