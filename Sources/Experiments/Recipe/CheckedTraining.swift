public import Randomness
internal import Tensors
public import Training

/// What a check may ask of an experiment of any program: its rows, and a fresh training on them.
///
/// The stock ``Recipe`` answers, and so does an experiment of a user's own program.
public protocol CheckedTraining {
    /// The rows that are trained on, as they enter the network.
    var training: Examples { get }
    /// The rows that training is judged on.
    var validation: Examples { get }
    /// How many rows a step learns from.
    var batchSize: Int { get }
    /// How many steps one pass over all rows takes.
    var stepsPerEpoch: Int { get }
    /// How many times a whole training takes all rows.
    var epochs: Int { get }
    /// The key of each purpose of this job.
    var key: (_ purpose: String) -> RandomKey { get }
    /// Called after each step and each batch of an evaluation: a sign of life.
    var progress: () -> Void { get }

    /// Returns a training before its first step, its weights drawn from the job's keys: the same at
    /// each call.
    func freshStep() -> any TrainingStep
}

extension CheckedTraining {
    /// One step for each batch; the last one may have fewer rows.
    public var stepsPerEpoch: Int { max(1, (training.count + batchSize - 1) / batchSize) }

    /// Where the steps of a training are, counted from 0 over all epochs.
    public func position(of step: Int) -> StepPosition {
        StepPosition(
            step: step, epoch: step / stepsPerEpoch, batch: step % stepsPerEpoch,
            key: key("dropout").substream(step))
    }

    /// Up to `count` training rows, drawn at random but the same at each call; those of another
    /// `draw` are others.
    public func rows(_ count: Int, draw: Int = 0) -> Examples {
        var stream = RandomStream(key("sample").substream(draw))
        return training.rows(Array(stream.permutation(training.count).prefix(count)))
    }
}
