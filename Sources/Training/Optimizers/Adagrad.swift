internal import Components
public import Tensors

/// Adagrad, as in PyTorch: g' = g + weightDecay p; v += g'²; p −= learningRate /
/// (1 + (t − 1) learningRateDecay) · g' / (√v + ε) in step t.
///
/// Source: J. Duchi, E. Hazan, Y. Singer, JMLR 12, 2011.
public struct Adagrad: Optimizer {
    public let learningRate: Double
    public let learningRateDecay: Double
    public let epsilon: Double
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    public init(
        learningRate: Double = 1e-2, learningRateDecay: Double = 0, epsilon: Double = 1e-10,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.learningRateDecay = learningRateDecay
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    public func kept(of shape: [Int]) -> [[Int]] { [shape] }

    public func update(
        _ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry
    ) {
        let rate = step.learningRate / (1 + Double(step.number - 1) * learningRateDecay)
        parameter.applyAdagrad(
            step.gradient, square: &entry.first!, learningRate: rate, epsilon: epsilon,
            weightDecay: step.weightDecay)
    }
}

extension OptimizerKind {
    package static let adagrad = OptimizerKind(
        "adagrad", "Steps by the gradient over the root of all its squares (Duchi et al. 2011).",
        settings: [
            .learningRate(1e-2),
            .optional(
                "learning-rate-decay", "the rate is divided by 1 + this · steps done",
                .number(.notNegative), standard: .integer(0),
                synonyms: ["lr-decay"]),
            .epsilon(1e-10),
        ],
        make: { settings in
            Adagrad(
                learningRate: settings.number("learning-rate"),
                learningRateDecay: settings.number("learning-rate-decay"),
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })
}
