public import Networks
public import Tensors

/// A rule that changes parameters by their gradients, step by step: what it keeps of each parameter
/// and one update.
///
/// All that optimizers share happens here once: which parameters take part, whose weights decay,
/// whose learning rate is another, how often each was changed.
public protocol Optimizer {
    /// The learning rate that a schedule starts from.
    var learningRate: Double { get }

    /// How much of each weight a step takes away.
    var weightDecay: Double { get }

    /// Which parameters are changed otherwise than the others.
    var groups: ParameterGroups { get set }

    /// What the optimizer remembers from step to step.
    var state: OptimizerState { get set }

    /// Returns the shapes of the tensors, two at most, that are kept of a parameter of this shape;
    /// they are 0 before the first step.
    func kept(of shape: [Int]) -> [[Int]]

    /// Changes one parameter and what is kept of it, which is there.
    func update(_ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry)
}

/// One step of one parameter.
public struct OptimizerStep {
    public let gradient: Tensor
    /// The schedule's, times the parameter's own factor.
    public let learningRate: Double
    /// 0 for a parameter that does not decay.
    public let weightDecay: Double
    /// From 1: how often the parameter was changed, this step included.
    public let number: Int
}

extension Optimizer {
    /// Takes one step. Parameters without a gradient stay as they are, to the bit.
    ///
    /// - Parameter learningRate: this step's, from the schedule.
    public mutating func step(_ gradients: ParameterGradients, learningRate: Double) {
        var state = self.state
        self.state = OptimizerState()
        state.prepare(gradients.parameters.count)
        groups.requireFit(gradients.parameters.count)
        for (index, named) in gradients.parameters.enumerated() where named.isLearned {
            guard let gradient = gradients.values[index] else { continue }
            let parameter = named.parameter
            state.entries[index].begin(kept(of: parameter.shape), type: gradient.type)
            let step = OptimizerStep(
                gradient: gradient, learningRate: learningRate * groups.factor(at: index),
                weightDecay: groups.decays(parameter) ? weightDecay : 0,
                number: state.entries[index].steps)
            update(parameter, by: step, &state.entries[index])
        }
        self.state = state
    }

    /// Takes one step by what `gradients()` returned.
    public mutating func step(
        _ parameters: [NamedParameter], gradients: Gradients, learningRate: Double
    ) {
        step(ParameterGradients(gradients, of: parameters), learningRate: learningRate)
    }

    /// How many numbers the optimizer remembers of a parameter of this shape.
    public func keptCount(of shape: [Int]) -> Int {
        kept(of: shape).reduce(0) { $0 + $1.reduce(1, *) }
    }
}
