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

    public func update(
        _ parameter: Parameter, _ gradient: Tensor, _ entry: inout OptimizerState.Entry,
        learningRate: Double, decays: Bool
    ) {
        let weightDecay = decays ? weightDecay : 0
        if momentum == 0 {
            parameter.applySGD(gradient, learningRate: learningRate, weightDecay: weightDecay)
            return
        }
        entry.withFirst(like: gradient) { velocity in
            parameter.applySGD(
                gradient, velocity: &velocity, learningRate: learningRate, momentum: momentum,
                nesterov: isNesterov, weightDecay: weightDecay)
        }
    }
}
