import Checks
import Experiments
import Jobs
import Networks
import Randomness
import Testing
import Training

/// A training made by hand: each step's loss, and its score where one is given.
struct MadeTraining: Sendable {
    var steps: Int
    var score: (@Sendable (Double) -> Double)?
    var loss: @Sendable (Double) -> Double
    /// What was seen beside the steps: looks, what steps changed, and epochs.
    var glances: [Glance] = []
    var updates: [UpdateSample] = []
    var epochs: [EpochRecord] = []
    var rate: @Sendable (Double) -> Double = { _ in 0.1 }
    /// The steps of an epoch.
    var epoch = 20
    /// The targets of a step that count.
    var judged: @Sendable (Int) -> Int = { _ in 32 }

    init(
        _ steps: Int = 200, score: (@Sendable (Double) -> Double)? = nil,
        loss: @escaping @Sendable (Double) -> Double
    ) {
        self.steps = steps
        self.score = score
        self.loss = loss
    }

    /// What a monitor of this name, by its default thresholds, makes of the training.
    func finding(of check: String) throws -> Finding {
        finding(of: try #require(CheckRegistry.stock.monitors.first { $0.name == check }))
    }

    /// What a monitor makes of the training, which ends where a loss is no number.
    func finding(of monitor: any Monitor) -> Finding {
        var outline = WatchedTraining(plannedSteps: steps, evaluatedRows: 512) {
            RandomKey(seed: 1, job: "training", purpose: $0)
        }
        outline.stepsPerEpoch = epoch
        var watch: any TrainingWatch = monitor.watch(outline)
        for glance in glances { watch.note(glance) }
        for update in updates { watch.note(update) }
        for record in epochs { watch.note(record) }
        for step in 0..<steps {
            let loss = loss(Double(step))
            if let score = score?(Double(step)) {
                watch.note(Evaluation(loss: loss, score: .accuracy, value: score, rows: 512))
            }
            watch.note(
                StepRecord(
                    step: step, loss: loss, rows: 32, judged: judged(step),
                    learningRate: rate(Double(step)), gradientNorm: 1))
            if !loss.isFinite { break }
        }
        return watch.finding()
    }

    /// The same training, in which more was seen.
    func with(_ change: (inout MadeTraining) -> Void) -> MadeTraining {
        var other = self
        change(&other)
        return other
    }
}
