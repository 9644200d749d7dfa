public import Networks
public import Tensors

/// Changes parameters by their gradients, step by step.
public protocol Optimizer {
    /// The learning rate that a schedule starts from.
    var learningRate: Double { get }

    /// Which parameters are changed otherwise than the others.
    var groups: ParameterGroups { get set }

    /// What the optimizer remembers from step to step.
    var state: OptimizerState { get set }

    /// Changes one parameter and what is remembered of it; `entry.steps` counts this step already.
    ///
    /// - Parameters:
    ///   - learningRate: this step's, from the schedule, times the parameter's own factor.
    ///   - decays: whether weight decay applies to this parameter.
    func update(
        _ parameter: Parameter, _ gradient: Tensor, _ entry: inout OptimizerState.Entry,
        learningRate: Double, decays: Bool)
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
        for (place, named) in gradients.parameters.enumerated() where named.isLearned {
            guard let gradient = gradients.values[place] else { continue }
            state.entries[place].steps += 1
            update(
                named.parameter, gradient, &state.entries[place],
                learningRate: learningRate * groups.factor(at: place),
                decays: groups.decays(named.parameter))
        }
        self.state = state
    }

    /// Takes one step by what `gradients()` returned.
    public mutating func step(
        _ parameters: [NamedParameter], gradients: Gradients, learningRate: Double
    ) {
        step(ParameterGradients(gradients, of: parameters), learningRate: learningRate)
    }

    /// How many numbers the optimizer remembers for each number that it changes, found by having it
    /// change one.
    public var statesPerParameter: Int {
        var entry = OptimizerState.Entry()
        entry.steps = 1
        let one = Tensor([0], shape: [1])
        update(Parameter(one), one, &entry, learningRate: learningRate, decays: false)
        return [entry.first, entry.second].count { $0 != nil }
    }
}
