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

    public func update(
        _ parameter: Parameter, _ gradient: Tensor, _ entry: inout OptimizerState.Entry,
        learningRate: Double, decays: Bool
    ) {
        let weightDecay = decays ? weightDecay : 0
        let step = entry.steps
        entry.withBoth(like: gradient) { first, second in
            parameter.applyAdam(
                gradient, first: &first, second: &second, step: step, learningRate: learningRate,
                beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay,
                decoupled: false)
        }
    }
}
