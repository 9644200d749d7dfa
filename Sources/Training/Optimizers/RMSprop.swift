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

    public func update(
        _ parameter: Parameter, _ gradient: Tensor, _ entry: inout OptimizerState.Entry,
        learningRate: Double, decays: Bool
    ) {
        let weightDecay = decays ? weightDecay : 0
        if momentum == 0 {
            entry.withFirst(like: gradient) { square in
                parameter.applyRMSprop(
                    gradient, square: &square, learningRate: learningRate, smoothing: smoothing,
                    epsilon: epsilon, weightDecay: weightDecay)
            }
            return
        }
        entry.withBoth(like: gradient) { square, velocity in
            parameter.applyRMSprop(
                gradient, square: &square, velocity: &velocity, learningRate: learningRate,
                smoothing: smoothing, epsilon: epsilon, momentum: momentum,
                weightDecay: weightDecay)
        }
    }
}
