public import Tensors

/// Lion, which takes steps of one size by the sign of its momentum: p −= learningRate
/// (sign(β₁ m + (1 − β₁) g) + weightDecay p); m = β₂ m + (1 − β₂) g.
///
/// Learning rates are 3 to 10 times smaller than Adam's, weight decays as much larger. Source:
/// X. Chen et al., "Symbolic discovery of optimization algorithms", arXiv 2302.06675, 2023.
public struct Lion: Optimizer {
    public let learningRate: Double
    public let beta1: Double
    public let beta2: Double
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    public init(
        learningRate: Double = 1e-4, beta1: Double = 0.9, beta2: Double = 0.99,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.weightDecay = weightDecay
    }

    public func update(
        _ parameter: Parameter, _ gradient: Tensor, _ entry: inout OptimizerState.Entry,
        learningRate: Double, decays: Bool
    ) {
        let weightDecay = decays ? weightDecay : 0
        entry.withFirst(like: gradient) { moment in
            parameter.applyLion(
                gradient, moment: &moment, learningRate: learningRate, beta1: beta1, beta2: beta2,
                weightDecay: weightDecay)
        }
    }
}
