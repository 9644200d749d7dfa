public import Tensors

/// Adagrad, as in PyTorch: g' = g + weightDecay p; v += g'²; p −= learningRate /
/// (1 + (t − 1) learningRateDecay) · g' / (√v + ε) in step t.
///
/// Source: J. Duchi, E. Hazan, Y. Singer, JMLR 12, 2011.
public struct Adagrad: Optimizer {
    public let learningRate: Double
    public let learningRateDecay: Double
    public let epsilon: Double
    public let weightDecay: Double
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    public init(
        learningRate: Double = 1e-2, learningRateDecay: Double = 0, epsilon: Double = 1e-10,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.learningRateDecay = learningRateDecay
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    public func update(
        _ parameter: Parameter, _ gradient: Tensor, _ entry: inout OptimizerState.Entry,
        learningRate: Double, decays: Bool
    ) {
        let weightDecay = decays ? weightDecay : 0
        let decayed = learningRate / (1 + Double(entry.steps - 1) * learningRateDecay)
        entry.withFirst(like: gradient) { square in
            parameter.applyAdagrad(
                gradient, square: &square, learningRate: decayed, epsilon: epsilon,
                weightDecay: weightDecay)
        }
    }
}
