internal import Networks
internal import Tensors
internal import Training

extension TrainingLoop {
    /// Says where the step began that was not finite: the parameters are still as they were before
    /// it, so its first batch is run again, layer by layer.
    func origin(ofStepAt position: Position) -> String {
        let rows = loader.rows(epoch: position.epoch)
        let batch = loader.batch(position.batch, epoch: position.epoch, rows: rows)
        if !batch.inputs.isFinite { return "its inputs are not finite" }
        if let named = network.parameters.first(where: { !$0.parameter.value.isFinite }) {
            return "the parameter \(named.name) was not finite before"
        }
        let own = network.snapshot()
        defer { network.restore(own) }
        let activations = withPrecision(precision) {
            network.activations(batch.inputs, mode: replayMode(ofStep: position.step))
        }
        if let first = activations.first(where: { !$0.output.isFinite }) {
            let path = first.path.isEmpty ? "" : "\(first.path) "
            return "first in layer \(path)(\(type(of: first.layer)))"
        }
        let slope = objective.slope(on: batch, mode: replayMode(ofStep: position.step))
        if !slope.loss.isFinite { return "all layers are finite: it arose in the loss" }
        let gradients = ParameterGradients(slope.gradients, of: network.parameters)
        let wrong = zip(gradients.parameters, gradients.values).reversed()
            .first { !($1?.isFinite ?? true) }
        if let wrong { return "on the way back, first at \(wrong.0.name)" }
        return gradients.norm.isFinite
            ? "a repeat of its first batch is finite"
            : "the gradients are finite, but not the sum of their squares"
    }
}

extension Tensor {
    /// Whether no value is infinite or no number.
    fileprivate var isFinite: Bool {
        converted(to: .float32).scaled(by: 0).sum().item() == 0
    }
}
