public import Jobs
public import Randomness
public import Training

/// A check that watches a training as it runs; all of them share the job `training`, and they watch
/// every trial of a search.
public protocol Monitor: Check {
    associatedtype Watch: TrainingWatch
    /// Begins to watch a training that has not begun.
    func watch(_ training: WatchedTraining) -> Watch
}

extension Monitor {
    /// That of the training that all monitors share.
    public static var budget: Double { 3e12 }
}

/// What a monitor remembers of a training that runs: it is told each step and each evaluation, and
/// can say at any moment what was found so far.
public protocol TrainingWatch {
    mutating func note(_ step: StepRecord)
    /// Takes note of loss and score of training rows, the same or all of them at each call.
    mutating func note(_ evaluation: Evaluation)
    /// Takes note of an epoch's metrics.
    mutating func note(_ epoch: EpochRecord)
    /// Takes note of a look at some rows.
    mutating func note(_ glance: Glance)
    /// Takes note of what one step changed.
    mutating func note(_ update: UpdateSample)
    /// Takes note of where in the network the step arose that was not finite, in words.
    mutating func note(origin: String)
    func finding() -> Finding
}

extension TrainingWatch {
    public mutating func note(_ glance: Glance) {}
    public mutating func note(_ update: UpdateSample) {}
    public mutating func note(origin: String) {}
    public mutating func note(_ evaluation: Evaluation) {}
    public mutating func note(_ epoch: EpochRecord) {}
}

/// What a monitor knows of a training before its first step.
public struct WatchedTraining {
    /// The steps that the whole training takes.
    public var plannedSteps: Int
    /// The steps of an epoch; 0 where nobody says.
    public var stepsPerEpoch = 0
    /// The norm that gradients are scaled down to; nil where they are not.
    public var clipNorm: Double?
    /// What every gradient's values are brought to, up or down; nil where they are not.
    public var clipValue: Double?
    /// How many rows an evaluation is of.
    public var evaluatedRows: Int
    /// Whether each row is learned from in a new order each epoch.
    public var isShuffled = true
    /// The norm of a batch's gradients after clipping to a bound, computed anew; nil where nothing
    /// is to be computed beside the training.
    public var clippedNorm: ((_ bound: Double) -> Double)?
    /// What bringing each value of a batch's gradients to a bound leaves, computed anew; nil where
    /// nothing is to be computed beside the training.
    public var clippedValues: ((_ bound: Double) -> (largest: Double, share: Double))?
    /// The key of each purpose of this job.
    public var key: (_ purpose: String) -> RandomKey

    public init(
        plannedSteps: Int, clipNorm: Double? = nil, clipValue: Double? = nil,
        evaluatedRows: Int = 0, clippedNorm: ((Double) -> Double)? = nil,
        clippedValues: ((Double) -> (largest: Double, share: Double))? = nil,
        key: @escaping (String) -> RandomKey
    ) {
        self.plannedSteps = plannedSteps
        self.clipNorm = clipNorm
        self.clipValue = clipValue
        self.clippedValues = clippedValues
        self.evaluatedRows = evaluatedRows
        self.clippedNorm = clippedNorm
        self.key = key
    }

    /// "450 steps", or how much of the training was watched.
    func extent(_ steps: Int, hasBroken: Bool = false) -> String {
        steps < plannedSteps && !hasBroken
            ? "the first \(steps) of \(plannedSteps) steps" : "\(steps) steps"
    }
}
