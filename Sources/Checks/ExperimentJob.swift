public import Experiments
public import Jobs
public import Networks
internal import Randomness
internal import Training

/// Carries out one job of an experiment: a check, the training that monitors watch, or a trial.
public enum ExperimentJob {
    /// Steps of the recipe that the monitors' training watches at most.
    static let watchedSteps = 2000

    /// Returns the job's outcome, a pure function of its arguments.
    ///
    /// - Parameters:
    ///   - outcomes: what the job reads.
    ///   - progress: called after each step and each batch of an evaluation.
    /// - Throws: `CheckError` where the job can't be carried out.
    public static func outcome(
        _ job: PlannedJob, _ specification: ExperimentSpecification, data: ExperimentData,
        teacher: Network? = nil, seed: UInt64, outcomes: [ReadOutcome] = [],
        progress: @escaping () -> Void
    ) throws -> Outcome {
        if let objection = specification.objection(toIdsOf: data) {
            throw CheckError("the embedding's inputs: \(objection)")
        }
        let subject = Recipe(
            specification, data: data, teacher: teacher, seed: seed, job: job.stream ?? job.name,
            progress: progress)
        if job.checks.isEmpty { return .trial(try trial(subject)) }
        if job.name == CheckRegistry.trainingJob {
            try subject.requireSoundTargets()
            let trace = trace(subject)
            let monitors = CheckRegistry.monitors.filter { job.checks.contains($0.name) }
            return .findings(monitors.map { $0.judge(trace, of: subject) })
        }
        let checks = CheckRegistry.examinations.filter { job.checks.contains($0.name) }
        return .findings(
            try checks.map { check in
                if check.needs.contains(Labels.name), check.name != Shapes.name {
                    try subject.requireSoundTargets()
                }
                return try check.examine(subject)
            })
    }

    /// The training that all monitors judge.
    package static func trace(_ subject: Recipe) -> TrainingTrace {
        subject.train(subject.network(), steps: watchedSteps, probed: true)
    }

    private static func trial(_ subject: Recipe) throws -> TrialResult {
        var loop = try subject.wholeTraining()
        let result = loop.run(epochs: subject.specification.training.epochs)
        let history = result.history.map {
            TrialResult.Epoch(epoch: $0.epoch, metrics: $0.metrics)
        }
        if case .infeasible(let reason) = result.ending {
            return TrialResult(
                state: .infeasible, metrics: result.metrics, history: history, reason: "\(reason)")
        }
        return TrialResult(state: .completed, metrics: result.metrics, history: history)
    }
}
