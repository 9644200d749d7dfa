internal import Experiments
internal import Jobs
package import Networks
internal import Randomness
package import Training

/// Monitors beside a training that runs: who is told of its steps, updates and epochs.
package final class TrainingMonitors {
    private var watches: Watches
    private let score: Score
    private let rows: Int

    /// - Parameters:
    ///   - score: what the training's own accuracy is, of so many `rows`.
    init(_ monitors: [any Monitor], _ training: WatchedTraining, score: Score, rows: Int) {
        watches = Watches(monitors, training)
        self.score = score
        self.rows = rows
    }

    /// Those of a training of so many steps of which nothing else is known.
    package convenience init(
        _ monitors: [any Monitor], of steps: Int, score: Score, rows: Int
    ) {
        let training = WatchedTraining(
            plannedSteps: steps, evaluatedRows: rows,
            key: { RandomKey(seed: 0, job: "monitors", purpose: $0) })
        self.init(monitors, training, score: score, rows: rows)
    }

    /// What a training loop is to call. They change no bit of it.
    package var observers: [TrainingObserver] {
        [
            TrainingObserver(
                step: { self.watches.note($0) },
                epoch: { epoch in
                    self.watches.note(trained: epoch, score: self.score, rows: self.rows)
                    return .proceed
                }),
            UpdateSampler { self.watches.note($0) }
                .observer(steps: watches.course.training.plannedSteps),
        ]
    }

    func note(_ glance: Glance) { watches.note(glance) }

    /// The steps noted so far.
    var steps: Int { watches.course.steps }

    var findings: [Finding] { watches.findings }
}
