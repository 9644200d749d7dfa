/// Someone who watches a training. Watching changes no bit of it.
public struct TrainingObserver {
    /// Whether training goes on after an epoch.
    public enum Continuation: Hashable, Sendable {
        /// The next epoch follows.
        case proceed
        /// The training ends, as one that was stopped.
        case stop
    }

    /// Called in each step when the gradients are ready (and clipped), before the update. It has
    /// the gradients' norm measured.
    public var gradients: ((ParameterGradients, StepRecord) -> Void)?
    /// Called after each step.
    public var step: ((StepRecord) -> Void)?
    /// Called after each epoch, with its metrics; one observer that stops it stops it.
    public var epoch: ((EpochRecord) -> Continuation)?
    /// Called after each epoch, before `epoch`, with all that the training needs to go on.
    public var checkpoint: ((TrainingCheckpoint) -> Void)?
    /// Called after each step and each batch of an evaluation: a sign of life.
    public var progress: (() -> Void)?

    /// What is left out is not told.
    public init(
        gradients: ((ParameterGradients, StepRecord) -> Void)? = nil,
        step: ((StepRecord) -> Void)? = nil,
        epoch: ((EpochRecord) -> Continuation)? = nil,
        checkpoint: ((TrainingCheckpoint) -> Void)? = nil,
        progress: (() -> Void)? = nil
    ) {
        self.gradients = gradients
        self.step = step
        self.epoch = epoch
        self.checkpoint = checkpoint
        self.progress = progress
    }
}
