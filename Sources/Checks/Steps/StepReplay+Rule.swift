internal import Experiments
internal import Networks
internal import Tensors
internal import Training

extension StepReplay {
    /// What an optimizer changes of all that learns when it is given each step's own gradients and
    /// learning rate, on copies of the parameters.
    func changes(by optimizer: any Optimizer) -> [[Double]] {
        var optimizer = optimizer
        let copies = network.parameters.map { named in
            let copy = Parameter(named.parameter.value, trainable: named.parameter.isTrainable)
            copy.isFrozen = named.parameter.isFrozen
            return NamedParameter(name: named.name, parameter: copy)
        }
        return steps.map { step in
            for (copy, value) in zip(copies, step.before.values) { copy.parameter.value = value }
            var gradients = ParameterGradients(of: copies)
            gradients.values = step.given
            optimizer.step(gradients, learningRate: step.report.learningRate)
            let after = Snapshot(values: copies.map(\.parameter.value))
            return .difference(
                network.learnedValues(of: after), network.learnedValues(of: step.before))
        }
    }
}
