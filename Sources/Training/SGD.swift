internal import Networks
internal import Tensors

/// Stochastic gradient descent, as in PyTorch: g' = g + weightDecay p; v = momentum v + g';
/// p −= learningRate v, or with Nesterov's rule p −= learningRate (g' + momentum v).
///
/// The velocity v starts at 0. Source: I. Sutskever et al., ICML 2013.
public struct SGD: Optimizer {
    public let learningRate: Double
    public let momentum: Double
    public let isNesterov: Bool
    public let weightDecay: Double
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

    public mutating func step(_ gradients: ParameterGradients, learningRate: Double) {
        state.prepare(gradients.parameters.count)
        for (place, named) in gradients.parameters.enumerated() where named.isLearned {
            guard let gradient = gradients.values[place] else { continue }
            if momentum == 0 {
                named.parameter.applySGD(
                    gradient, learningRate: learningRate, weightDecay: weightDecay)
                state.entries[place].steps += 1
                continue
            }
            state.entries[place].update(like: gradient) { velocity in
                named.parameter.applySGD(
                    gradient, velocity: &velocity, learningRate: learningRate,
                    momentum: momentum, nesterov: isNesterov, weightDecay: weightDecay)
            }
        }
    }
}
