internal import Components
public import Tensors

/// Stochastic gradient descent, as in PyTorch: g' = g + weightDecay p; v = momentum v + g';
/// p −= learningRate v, or with Nesterov's rule p −= learningRate (g' + momentum v).
///
/// The velocity v starts at 0. Source: I. Sutskever et al., ICML 2013.
public struct SGD: Optimizer {
    public let learningRate: Double
    public let momentum: Double
    public let isNesterov: Bool
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    public init(
        learningRate: Double, momentum: Double = 0, isNesterov: Bool = false,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.momentum = momentum
        self.isNesterov = isNesterov
        self.weightDecay = weightDecay
    }

    public func kept(of shape: [Int]) -> [[Int]] { momentum == 0 ? [] : [shape] }

    public func update(
        _ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry
    ) {
        if momentum == 0 {
            parameter.applySGD(
                step.gradient, learningRate: step.learningRate, weightDecay: step.weightDecay)
        } else {
            parameter.applySGD(
                step.gradient, velocity: &entry.first!, learningRate: step.learningRate,
                momentum: momentum, nesterov: isNesterov, weightDecay: step.weightDecay)
        }
    }
}

extension OptimizerKind {
    package static let sgd = OptimizerKind(
        "sgd", "Stochastic gradient descent, with momentum where asked.",
        synonyms: ["momentum", "nesterov", "gradient-descent"],
        settings: [
            .required(
                "learning-rate", "the step size", .number(.positive),
                synonyms: Setting.learningRateNames),
            .momentum,
            .optional(
                "nesterov", "whether the gradient is taken one step ahead", .flag,
                standard: .flag(false)),
        ],
        objection: { settings in
            settings.flag("nesterov") && settings.number("momentum") == 0
                ? "\"nesterov\" needs a \"momentum\" above 0" : nil
        },
        make: { settings in
            SGD(
                learningRate: settings.number("learning-rate"),
                momentum: settings.number("momentum"), isNesterov: settings.flag("nesterov"),
                weightDecay: settings.number("weight-decay"))
        })
}
