internal import Networks
internal import Tensors

/// Everything that a training needs to go on from a moment as if nothing had happened in between:
/// parameters, running statistics, the optimizer's state, averages, masks, and the place in the
/// data's order. The random keys need no copy: draws depend on step, epoch and row alone.
public struct TrainingCheckpoint {
    /// Where in the training the next step is.
    public let position: TrainingLoop.Position
    let parameters: Snapshot
    let optimizer: OptimizerState
    let tally: EpochTally
    let lastLoss: Double?
    let memory: ScheduleMemory
    let waiting: Patience
    /// Empty where no weights are averaged.
    let average: [Tensor?]
    /// Nil where the loss is not scaled.
    let scale: LossScale?
    let masks: PruningMasks?
}

extension TrainingLoop {
    /// Returns the training's state between two steps.
    public func checkpoint() -> TrainingCheckpoint {
        TrainingCheckpoint(
            position: position, parameters: network.snapshot(), optimizer: optimizer.state,
            tally: tally, lastLoss: lastLoss, memory: memory, waiting: waiting,
            average: average?.values ?? [], scale: scale, masks: masks)
    }

    /// Goes back, or forward, to the moment of a checkpoint of a training of the same build.
    public mutating func restore(_ checkpoint: TrainingCheckpoint) {
        network.restore(checkpoint.parameters)
        optimizer.state = checkpoint.optimizer
        position = checkpoint.position
        tally = checkpoint.tally
        lastLoss = checkpoint.lastLoss
        memory = checkpoint.memory
        waiting = checkpoint.waiting
        average?.values = checkpoint.average
        scale = checkpoint.scale
        masks = checkpoint.masks
        if position.batch > 0 { rows = loader.rows(epoch: position.epoch) }
    }
}
