internal import Experiments
internal import Jobs
internal import Randomness
internal import Training

/// A program's experiment as one job sees it: with its rows, its values and the job's keys.
struct OwnTraining: CheckedTraining {
    let training: Examples
    let validation: Examples
    let batchSize: Int
    let epochs: Int
    let key: (_ purpose: String) -> RandomKey
    let progress: () -> Void
    private let make: () -> any TrainingStep

    /// - Parameter job: keys the random draws.
    init(
        _ experiment: Experiment, _ values: ExperimentValues, rows: ExperimentRows, seed: UInt64,
        job: String, progress: @escaping () -> Void
    ) {
        training = rows.training
        validation = rows.validation
        batchSize = min(experiment.batchSize, rows.training.count)
        epochs = experiment.epochs
        let key = { (purpose: String) in RandomKey(seed: seed, job: job, purpose: purpose) }
        self.key = key
        self.progress = progress
        make = { experiment.make(values, key) }
    }

    func freshStep() -> any TrainingStep { make() }
}
