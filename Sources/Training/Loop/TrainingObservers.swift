/// What is told to those who watch a training. Watching changes no bit of it.
public struct TrainingObservers {
    /// Whether training goes on after an epoch.
    public enum Continuation: Hashable, Sendable {
        /// The next epoch follows.
        case proceed
        /// The training ends, as one that was stopped.
        case stop
    }

    /// Called in each step when the gradients are ready (and clipped), before the update. Setting
    /// it has the gradients' norm measured.
    public var gradients: ((ParameterGradients, StepRecord) -> Void)?
    /// Called after each step.
    public var step: ((StepRecord) -> Void)?
    /// Called after each epoch, with its metrics.
    public var epoch: ((EpochRecord) -> Continuation)?
    /// Called after each epoch, before `epoch`, with all that the training needs to go on.
    public var checkpoint: ((TrainingCheckpoint) -> Void)?
    /// Called after each step and each batch of an evaluation: a sign of life.
    public var progress: (() -> Void)?

    /// Makes observers that watch nothing.
    public init() {}
}
