internal import Components
public import Tensors

/// RMSprop, as in PyTorch (not centred): g' = g + weightDecay p; v = smoothing v + (1 − smoothing)
/// g'²; s = g' / (√v + ε); m = momentum m + s; p −= learningRate m.
///
/// Source: G. Hinton, "Neural networks for machine learning", lecture 6e, 2012.
public struct RMSprop: Optimizer {
    public let learningRate: Double
    public let smoothing: Double
    public let epsilon: Double
    public let momentum: Double
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    public init(
        learningRate: Double = 1e-2, smoothing: Double = 0.99, epsilon: Double = 1e-8,
        momentum: Double = 0, weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.smoothing = smoothing
        self.epsilon = epsilon
        self.momentum = momentum
        self.weightDecay = weightDecay
    }

    public func kept(of shape: [Int]) -> [[Int]] { momentum == 0 ? [shape] : [shape, shape] }

    public func update(
        _ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry
    ) {
        if momentum == 0 {
            parameter.applyRMSprop(
                step.gradient, square: &entry.first!, learningRate: step.learningRate,
                smoothing: smoothing, epsilon: epsilon, weightDecay: step.weightDecay)
        } else {
            parameter.applyRMSprop(
                step.gradient, square: &entry.first!, velocity: &entry.second!,
                learningRate: step.learningRate, smoothing: smoothing, epsilon: epsilon,
                momentum: momentum, weightDecay: step.weightDecay)
        }
    }
}

extension OptimizerKind {
    package static let rmsProp = OptimizerKind(
        "rmsprop", "Steps by the gradient over its running size (Tieleman and Hinton 2012).",
        synonyms: ["rms-prop"],
        settings: [
            .learningRate(1e-2),
            .optional(
                "smoothing", "the share that the running mean of squares keeps", .number(.fraction),
                standard: .real(0.99),
                synonyms: ["alpha", "rho", "beta"]),
            .epsilon(1e-8), .momentum,
        ],
        make: { settings in
            RMSprop(
                learningRate: settings.number("learning-rate"),
                smoothing: settings.number("smoothing"), epsilon: settings.number("epsilon"),
                momentum: settings.number("momentum"),
                weightDecay: settings.number("weight-decay"))
        })
}
