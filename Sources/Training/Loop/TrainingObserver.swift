/// Someone who watches a training. Watching changes no bit of it.
public struct TrainingObserver {
    /// Whether training goes on after an epoch.
    public enum Continuation: Hashable, Sendable {
        /// The next epoch follows.
        case proceed
        /// The training ends, as one that was stopped.
        case stop
    }

    /// What is called in every so many steps.
    public struct Samples {
        /// From 1: the first step, and then one of so many.
        public let interval: Int
        /// Called when the gradients are ready (and clipped), before the update; their norm is
        /// measured only where something else wants it.
        public let take: (ParameterGradients, StepRecord) -> Void

        /// Traps where the interval is below 1.
        public init(
            every interval: Int, take: @escaping (ParameterGradients, StepRecord) -> Void
        ) {
            if interval < 1 { fatalError("samples are of 1 step or more, not \(interval)") }
            self.interval = interval
            self.take = take
        }
    }

    /// Called in each step when the gradients are ready (and clipped), before the update. It has
    /// the gradients' norm measured.
    public var gradients: ((ParameterGradients, StepRecord) -> Void)?
    /// Called in one of so many steps with its gradients: what would cost too much in each.
    public var samples: Samples?
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
        samples: Samples? = nil,
        step: ((StepRecord) -> Void)? = nil,
        epoch: ((EpochRecord) -> Continuation)? = nil,
        checkpoint: ((TrainingCheckpoint) -> Void)? = nil,
        progress: (() -> Void)? = nil
    ) {
        self.gradients = gradients
        self.samples = samples
        self.step = step
        self.epoch = epoch
        self.checkpoint = checkpoint
        self.progress = progress
    }
}
