public import Networks
public import Randomness
public import Tensors

/// Trains a network: takes batches from a loader, differentiates the loss, and has an optimizer
/// change the parameters.
///
/// The order of rows comes from the loader, all other randomness from the keys; the same keys give
/// the same bits. The network is shared by reference, everything else is a value.
public struct TrainingLoop {
    /// Where in a training the next step is.
    public struct Position: Hashable, Sendable {
        /// The steps taken so far.
        public internal(set) var step = 0
        /// The epochs completed so far.
        public internal(set) var epoch = 0
        /// The batches of the current epoch that were taken.
        public internal(set) var batch = 0
    }

    /// What is trained, and to what end.
    public private(set) var objective: Objective
    /// What changes the parameters, with its state.
    public internal(set) var optimizer: any Optimizer
    /// What gives each step its learning rate.
    public internal(set) var schedule: any Schedule
    /// Where the batches come from.
    public let loader: DataLoader
    /// What is judged after every epoch; nil or no rows: nothing is.
    public let validation: Examples?
    /// What the loop does beside the plain step.
    public let settings: TrainingSettings
    /// Who watches, told in this order.
    public var observers: [TrainingObserver] = []
    /// Where the next step is.
    public internal(set) var position = Position()
    let noise: RandomKey
    var gradients: ParameterGradients
    var tally: EpochTally
    var rows: [Int] = []
    var lastLoss: Double?
    /// What the schedule learned from the epochs so far.
    var memory = ScheduleMemory()
    /// How long the metric of early stopping has not got better.
    var waiting = Patience()
    var average: WeightAverage?
    /// Nil where the settings ask for no scaling.
    var scale: LossScale?
    /// Which weights stay 0; nil where none was pruned.
    public var masks: PruningMasks?

    /// - Parameters:
    ///   - validation: judged after every epoch.
    ///   - keys: gives the key for a purpose; asked for `dropout`.
    public init(
        _ objective: Objective, optimizer: any Optimizer,
        schedule: any Schedule = ConstantSchedule(), loader: DataLoader,
        validation: Examples? = nil, settings: TrainingSettings = TrainingSettings(),
        keys: (_ purpose: String) -> RandomKey
    ) {
        self.objective = objective
        self.optimizer = optimizer
        self.schedule = schedule
        self.loader = loader
        self.validation = validation
        self.settings = settings
        average = settings.averageDecay.map(WeightAverage.init)
        scale = settings.lossScaling.map(LossScale.init)
        noise = keys("dropout")
        gradients = ParameterGradients(of: objective.network.parameters)
        tally = EpochTally(objective.loss, scored: objective.loss.score != .r2)
    }

    /// The objective's network.
    public var network: Network { objective.network }

    /// That of the objective; it may change between two steps.
    public var precision: Precision {
        get { objective.precision }
        set { objective.precision = newValue }
    }

    /// Whether predictions are counted while training.
    var isScored: Bool { objective.loss.score != .r2 }

    /// Returns loss and score, or all metrics, on some rows, of the averaged weights where the
    /// settings ask for it.
    public func evaluate(
        _ examples: Examples, metrics: Bool = false, progress: (() -> Void)? = nil
    ) -> Evaluation {
        withAveragedWeights {
            objective.evaluate(
                examples, batchSize: settings.evaluationBatchSize, metrics: metrics,
                progress: progress)
        }
    }

    /// Runs the function with the averaged weights in the network, where the settings ask for them,
    /// the pruned ones 0, and then puts its own back.
    public func withAveragedWeights<Result>(_ body: () -> Result) -> Result {
        guard let average else { return body() }
        return average.withWeights(of: network.parameters) {
            masks?.apply(to: network)
            return body()
        }
    }

    /// How many optimizer steps one pass over all rows takes.
    public var stepsPerEpoch: Int {
        let batches = loader.batchCount(rows: loader.examples.count)
        return (batches + settings.gradientAccumulation - 1) / settings.gradientAccumulation
    }

    /// Takes the next step of the training: the next batch of the current epoch, or as many as
    /// gradients are accumulated over. The last step of an epoch may take fewer.
    @discardableResult
    public mutating func advance() -> StepRecord {
        if position.batch == 0 { openEpoch() }
        let batches = loader.batchCount(rows: rows.count)
        let end = min(position.batch + settings.gradientAccumulation, batches)
        let window = (position.batch..<end).map { index in
            loader.batch(index, epoch: position.epoch, rows: rows)
        }
        let record = step(on: window, tallied: true)
        position.batch = end
        if end == batches {
            position.batch = 0
            position.epoch += 1
        }
        return record
    }

    private mutating func openEpoch() {
        rows = loader.rows(epoch: position.epoch)
        if let pruning = settings.pruning, masks == nil, position.epoch >= pruning.afterEpochs {
            let chosen = PruningMasks(
                ofSmallest: pruning.sparsity, in: network, isGlobal: pruning.isGlobal)
            chosen.apply(to: network)
            masks = chosen
        }
        if rows.isEmpty { fatalError("epoch \(position.epoch + 1) of a training has no rows") }
        tally = EpochTally(objective.loss, scored: isScored)
    }
}
