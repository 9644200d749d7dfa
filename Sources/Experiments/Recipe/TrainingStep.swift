public import Networks
public import Randomness
public import Tensors
public import Training

/// One training with its state, as a check may question it: the stock recipe's, or a user's own
/// hand-written step.
///
/// Four members must be written; the others have answers that hold for most. What a check compares
/// a step with is asked of the network and the loss, so a step need not be built from either.
public protocol TrainingStep {
    /// The network that training changes, with its parameters by name.
    var network: Network { get }

    /// What training is meant to lower, of what ``outputs(_:mode:)`` returns.
    var loss: any Loss { get }

    /// The optimizer that the step is meant to take, before its first step; nil where no
    /// ``Training/Optimizer`` describes it, and then its rule cannot be held against one.
    var declaredOptimizer: (any Optimizer)? { get }

    /// How the learning rate is meant to change; nil where that is not known.
    var declaredSchedule: DeclaredSchedule? { get }

    /// Returns what the network puts out for a batch and what the loss takes: by default the
    /// network's own outputs.
    func outputs(_ inputs: Tensor, mode: Mode) -> Tensor

    /// Returns what the program would answer for these rows once it is trained: by default the
    /// outputs in evaluation mode.
    func predict(_ inputs: Tensor) -> Tensor

    /// Returns the loss on a batch and its gradients, without a step: by default those of the loss
    /// of the outputs. Running statistics may move.
    func slope(on batch: Examples, mode: Mode) -> StepSlope

    /// Takes one step on a batch and tells what it did.
    mutating func step(on batch: Examples, at position: StepPosition) -> StepReport
}

extension TrainingStep {
    public var declaredOptimizer: (any Optimizer)? { nil }
    public var declaredSchedule: DeclaredSchedule? { nil }

    public func outputs(_ inputs: Tensor, mode: Mode) -> Tensor { network(inputs, mode: mode) }

    public func predict(_ inputs: Tensor) -> Tensor { outputs(inputs, mode: .evaluation) }

    public func slope(on batch: Examples, mode: Mode) -> StepSlope {
        withTape {
            let value = loss(outputs(batch.inputs, mode: mode), batch.targets)
            // A loss that no parameter reaches has no gradients, and can't be asked for them.
            let gradients =
                value.isTracked
                ? ParameterGradients(value.gradients(releasing: true), of: network.parameters)
                : ParameterGradients(of: network.parameters)
            return StepSlope(loss: value.item(), gradients: gradients)
        }
    }
}

/// Where in a training a step is.
public struct StepPosition {
    /// The steps before it in all epochs.
    public let step: Int
    /// The epochs before it.
    public let epoch: Int
    /// The batches before it in its epoch.
    public let batch: Int
    /// What the step draws all its random numbers from, such as dropout's.
    public let key: RandomKey

    public init(step: Int, epoch: Int, batch: Int, key: RandomKey) {
        self.step = step
        self.epoch = epoch
        self.batch = batch
        self.key = key
    }

    /// The mode in which the step's forward pass runs.
    public var mode: Mode { .training(key) }
}

/// What a step did.
public struct StepReport {
    /// The loss before the step, of which the gradients were taken.
    public let loss: Double
    /// What the optimizer was given as its learning rate.
    public let learningRate: Double
    /// What the optimizer was given as gradients, after clipping.
    public let gradients: ParameterGradients

    public init(loss: Double, learningRate: Double, gradients: ParameterGradients) {
        self.loss = loss
        self.learningRate = learningRate
        self.gradients = gradients
    }
}

/// The loss on one batch and its gradients.
public struct StepSlope {
    public let loss: Double
    public let gradients: ParameterGradients

    public init(loss: Double, gradients: ParameterGradients) {
        self.loss = loss
        self.gradients = gradients
    }
}

/// How the learning rate is meant to change: a schedule, and what advances it.
public enum DeclaredSchedule: Sendable {
    /// The schedule counts epochs: within one the rate stays.
    case perEpoch(any Schedule, initial: Double)
    /// The schedule counts steps.
    case perStep(any Schedule, initial: Double)

    /// Returns the learning rate that is meant at a position.
    public func learningRate(at position: StepPosition) -> Double {
        switch self {
        case .perEpoch(let schedule, let initial):
            schedule.learningRate(at: position.epoch, initial: initial)
        case .perStep(let schedule, let initial):
            schedule.learningRate(at: position.step, initial: initial)
        }
    }
}
