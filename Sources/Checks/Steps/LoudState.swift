internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// A first step from fresh weights, and one from weights that were scaled up until the loss is
/// large: what clips a loss shows there.
struct LoudState {
    let network: Network
    let fresh: StepReplay.Step
    let step: StepReplay.Step
    /// In evaluation mode, with the weights scaled up.
    let outputs: Tensor
    private let training: any TrainingStep

    init(_ training: any CheckedTraining, _ batch: Examples) {
        var first = training.freshStep()
        fresh = StepReplay.take(&first, batch, training.position(of: 0))
        var loud = training.freshStep()
        network = loud.network
        let level = loud.slopeAlone(on: batch, mode: .evaluation).loss
        for _ in 0..<6 {
            let before = network.snapshot()
            for named in network.learned {
                named.parameter.value = named.parameter.value * 2
            }
            let loss = loud.slopeAlone(on: batch, mode: .evaluation).loss
            if !loss.isFinite { network.restore(before) }
            if !(loss <= 20 * max(abs(level), 1)) { break }
        }
        outputs = loud.outputsAlone(batch.inputs)
        step = StepReplay.take(&loud, batch, training.position(of: 0))
        self.training = loud
    }

    /// What the network put out in a step, in the mode that it ran in.
    func outputs(of step: StepReplay.Step) -> Tensor {
        network.unchanged {
            network.restore(step.before)
            return training.outputs(step.batch.inputs, mode: step.mode).detached
        }
    }
}
