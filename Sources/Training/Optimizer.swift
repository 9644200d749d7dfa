public import Networks
public import Tensors

/// Changes parameters by their gradients, step by step.
public protocol Optimizer {
    /// The learning rate that a schedule starts from.
    var learningRate: Double { get }

    /// What the optimizer remembers from step to step.
    var state: OptimizerState { get set }

    /// Takes one step. Parameters without a gradient stay as they are, to the bit.
    ///
    /// - Parameter learningRate: this step's, from the schedule.
    mutating func step(_ gradients: ParameterGradients, learningRate: Double)
}

extension Optimizer {
    /// Takes one step by what `gradients()` returned.
    public mutating func step(
        _ parameters: [NamedParameter], gradients: Gradients, learningRate: Double
    ) {
        step(ParameterGradients(gradients, of: parameters), learningRate: learningRate)
    }
}
