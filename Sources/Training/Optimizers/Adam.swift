internal import Components
public import Tensors

/// Adam, as in PyTorch; weight decay is added to the gradient (L2).
///
/// g' = g + weightDecay p; m = β₁ m + (1 − β₁) g'; v = β₂ v + (1 − β₂) g'²;
/// p −= learningRate (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε). Source: D. Kingma, J. Ba, arXiv
/// 1412.6980.
public struct Adam: Optimizer {
    public let learningRate: Double
    public let beta1: Double
    public let beta2: Double
    public let epsilon: Double
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    public init(
        learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
        epsilon: Double = 1e-8, weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    public func kept(of shape: [Int]) -> [[Int]] { [shape, shape] }

    public func update(
        _ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry
    ) {
        parameter.applyAdam(
            step.gradient, first: &entry.first!, second: &entry.second!, step: step.number,
            learningRate: step.learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
            weightDecay: step.weightDecay, decoupled: false)
    }
}

extension OptimizerKind {
    package static let adam = OptimizerKind(
        "adam", "Steps by the gradient's running mean over its size (Kingma and Ba 2014).",
        settings: [.learningRate(1e-3), .betas(0.999), .epsilon(1e-8)],
        make: { settings in
            let (beta1, beta2) = settings.betas
            return Adam(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })
}
