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
        var watch: any TrainingWatch = monitor.watch(
            WatchedTraining(plannedSteps: steps, evaluatedRows: 512) {
                RandomKey(seed: 1, job: "training", purpose: $0)
            })
        for step in 0..<steps {
            let loss = loss(Double(step))
            if let score = score?(Double(step)) {
                watch.note(Evaluation(loss: loss, score: .accuracy, value: score, rows: 512))
            }
            watch.note(
                StepRecord(step: step, loss: loss, rows: 32, learningRate: 0.1, gradientNorm: 1))
            if !loss.isFinite { break }
        }
        return watch.finding()
    }
}
