internal import Components
internal import ElementaryFunctions
public import Tensors

/// Adafactor, as in PyTorch: of a parameter with several axes it keeps the mean squares of the
/// gradient's rows and columns alone (the last two axes), as many numbers as their sum instead of
/// their product.
///
/// In step t, with β₂ = 1 − t^−decay: r = β₂ r + (1 − β₂) mean over columns of g², c the same over
/// rows, v = r c / mean(r); u = g / √v, divided by its root mean square over d where that is above
/// 1; p −= max(ε₂, root mean square of p) min(learningRate, 1 / √t) u, after p has lost the share
/// learningRate · weightDecay. Source: N. Shazeer, M. Stern, arXiv 1804.04235.
public struct Adafactor: Optimizer {
    public let learningRate: Double
    /// How fast new gradients count less: above 0.
    public let decay: Double
    /// The smallest root mean square that a parameter counts with: ε₂.
    public let smallestScale: Double
    /// The root mean square above which an update is scaled down: d.
    public let clipping: Double
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    /// Makes the optimizer without any memory.
    public init(
        learningRate: Double = 1e-2, decay: Double = 0.8, smallestScale: Double = 1e-3,
        clipping: Double = 1, weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.decay = decay
        self.smallestScale = smallestScale
        self.clipping = clipping
        self.weightDecay = weightDecay
    }

    public func kept(of shape: [Int]) -> [[Int]] {
        guard shape.count > 1 else { return [shape] }
        let outer = shape.dropLast(2)
        return [outer + [shape[shape.count - 2], 1], outer + [1, shape[shape.count - 1]]]
    }

    public func update(
        _ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry
    ) {
        let share = Double.pow(Double(step.number), -decay)
        let gradient = step.gradient
        let square = gradient * gradient
        let smallest = gradient.type == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
        func blend(_ kept: inout Tensor?, _ mean: Tensor) {
            kept = kept.map { $0 * (1 - share) + mean * share }
        }
        var variance: Tensor
        if gradient.rank > 1 {
            blend(&entry.first, square.mean(axis: -1, keepingAxis: true))
            blend(&entry.second, square.mean(axis: -2, keepingAxis: true))
            let (rows, columns) = (entry.first!, entry.second!)
            variance =
                rows * columns
                / rows.mean(axis: -2, keepingAxis: true).clamp(min: smallest)
        } else {
            blend(&entry.first, square)
            variance = entry.first!
        }
        variance = variance.clamp(min: smallest * smallest)
        let update = gradient / variance.sqrt()
        let size = max(smallestScale, parameter.value.rootMeanSquare)
        let rate = size * min(step.learningRate, 1 / Double(step.number).squareRoot())
        let factor = rate / max(1, update.rootMeanSquare / clipping)
        parameter.value =
            parameter.value * (1 - step.learningRate * step.weightDecay) - update * factor
    }
}

extension Tensor {
    fileprivate var rootMeanSquare: Double {
        (sumOfSquares() / Double(Swift.max(count, 1))).squareRoot()
    }
}

extension OptimizerKind {
    package static let adafactor = OptimizerKind(
        "adafactor",
        "Steps by the gradient over its size, of which it keeps rows and columns alone (Shazeer "
            + "and Stern 2018).",
        settings: [
            .learningRate(1e-2),
            .optional(
                "forgetting", "step t counts with the share t^-forgetting", .number(.positive),
                standard: .real(0.8), synonyms: ["beta2-decay", "decay-rate", "beta2_decay"]),
            .optional(
                "smallest-scale", "the smallest size that a parameter counts with",
                .number(.positive), standard: .real(1e-3), synonyms: ["eps2", "eps", "epsilon"]),
            .optional(
                "clipping", "the size above which an update is scaled down", .number(.positive),
                standard: .integer(1), synonyms: ["d", "clip-threshold", "clip_threshold"]),
        ],
        make: { settings in
            Adafactor(
                learningRate: settings.number("learning-rate"),
                decay: settings.number("forgetting"),
                smallestScale: settings.number("smallest-scale"),
                clipping: settings.number("clipping"),
                weightDecay: settings.number("weight-decay"))
        })
}
