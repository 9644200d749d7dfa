internal import Components
public import Tensors

/// Adam with decoupled weight decay, as in PyTorch: p is first scaled by 1 − learningRate ·
/// weightDecay, and the gradient stays free of it.
///
/// Source: I. Loshchilov, F. Hutter, arXiv 1711.05101.
public struct AdamW: Optimizer {
    public let learningRate: Double
    public let beta1: Double
    public let beta2: Double
    public let epsilon: Double
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    public init(
        learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
        epsilon: Double = 1e-8, weightDecay: Double = 0.01
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
            weightDecay: step.weightDecay, decoupled: true)
    }
}

extension OptimizerKind {
    package static let adamW = OptimizerKind(
        "adamw", "Adam with weight decay apart from the gradient (Loshchilov and Hutter 2017).",
        settings: [.learningRate(1e-3), .betas(0.999), .epsilon(1e-8)], weightDecay: 0.01,
        make: { settings in
            let (beta1, beta2) = settings.betas
            return AdamW(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })
}
