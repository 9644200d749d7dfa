public import Experiments
public import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// M05: a network of two or more layers with weights is more than one linear layer: for rows a
/// and b f(a + b) − f(a) − f(b) + f(0) is not 0. A softmax or sigmoid between hidden layers warns:
/// they let little of the gradient through.
///
/// A network that is linear throughout warns, since one layer can say the same; it may be meant.
public struct Nonlinearity: Examination {
    public static let name = "nonlinearity"
    public static let verifies = "something bends between the layers, and lets gradients through"
    public static let explains =
        [
            BackwardSignal.name, ForwardSignal.name, OverfitOneBatch.name, LossDecreases.name,
            "gradient-by-depth", "saturation",
        ] + Symptoms.ofTraining
    public var expected: String {
        "a bend above \(Figure.text(warnBelow)) of the outputs' size; no softmax inside"
    }
    public static let tier = 0

    @Threshold(.notNegative, "a smaller bend, relative to the outputs, warns")
    public var warnBelow = 1e-3
    @Threshold(1...1000, "so many sigmoids between layers with weights warn")
    public var sigmoids = 5

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let rows = try recipe.sample(32, passes: 5, least: 2, of: self)
        let network = recipe.network()
        let layers = network.activations(rows.inputs)
        let weighted = layers.indices.filter {
            !Network(layers[$0].layer).parameters.isEmpty && layers[$0].layer.signalRole == .product
        }
        guard let first = weighted.first, let last = weighted.last, first < last else {
            return finding(.skipped, "there are no two layers with weights")
        }
        let inside = layers[first..<last]
        if let softmax = inside.first(where: { $0.layer is Softmax }) {
            return finding(
                .warned,
                "layer \(softmax.path) is a softmax between hidden layers: its outputs sum to 1, "
                    + "so that each is small, and so is the gradient behind it",
                advice: "Take relu, gelu or tanh between layers; softmax belongs to the end, or "
                    + "into attention.")
        }
        let squashed = inside.filter { $0.layer is Sigmoid }
        if squashed.count >= sigmoids {
            return finding(
                .warned,
                "\(squashed.count) hidden layers end in a sigmoid, first \(squashed[0].path): each "
                    + "lets a quarter of the gradient through at most",
                advice: "Take relu, gelu or tanh between layers.")
        }
        guard !recipe.takesIds, rows.count > 1 else {
            return finding(.skipped, "inputs that are ids cannot be added up")
        }
        let bend = bend(network, rows.inputs)
        let measurements = [
            Measurement(
                name: "bend over the outputs' size", value: bend,
                expected: "> \(Figure.text(warnBelow))")
        ]
        guard bend > warnBelow else {
            return finding(
                .warned,
                "\(weighted.count) layers with weights and nothing that bends between them: "
                    + "together they are one linear layer",
                advice: "Put an activation such as relu between them, or take one layer.",
                measurements: measurements)
        }
        return finding(
            .passed, "\(weighted.count) layers with weights, and a bend between them",
            measurements: measurements)
    }

    /// |f(a + b) − f(a) − f(b) + f(0)| over the size of the four, both of them root mean squares.
    private func bend(_ network: Network, _ inputs: Tensor) -> Double {
        let half = inputs.shape[0] / 2
        let (a, b) = (
            inputs.gatheringRows(Array(0..<half)), inputs.gatheringRows(Array(half..<2 * half))
        )
        let outputs = [a + b, a, b, a * 0].map { network($0).doubles }
        var (apart, size) = (0.0, 0.0)
        for index in outputs[0].indices {
            let values = outputs.map { $0[index] }
            let difference = values[0] - values[1] - values[2] + values[3]
            apart += difference * difference
            size += values.reduce(0) { $0 + $1 * $1 }
        }
        return size > 0 ? (apart / size).squareRoot() : 1
    }
}
