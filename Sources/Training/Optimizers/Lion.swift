internal import Components
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

    public func kept(of shape: [Int]) -> [[Int]] { [shape] }

    public func update(
        _ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry
    ) {
        parameter.applyLion(
            step.gradient, moment: &entry.first!, learningRate: step.learningRate, beta1: beta1,
            beta2: beta2, weightDecay: step.weightDecay)
    }
}

extension OptimizerKind {
    package static let lion = OptimizerKind(
        "lion", "Steps by the sign of the gradient's running mean (Chen et al. 2023).",
        settings: [.learningRate(1e-4), .betas(0.99)],
        make: { settings in
            let (beta1, beta2) = settings.betas
            return Lion(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                weightDecay: settings.number("weight-decay"))
        })
}
