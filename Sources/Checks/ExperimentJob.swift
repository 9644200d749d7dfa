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
    ///   - checks: those that the job may name.
    ///   - progress: called after each step and each batch of an evaluation.
    /// - Throws: `CheckError` where the job can't be carried out.
    public static func outcome(
        _ job: PlannedJob, _ specification: ExperimentSpecification, data: ExperimentData,
        teacher: Network? = nil, seed: UInt64, outcomes: [ReadOutcome] = [],
        checks: CheckRegistry = .stock, progress: @escaping () -> Void
    ) throws -> Outcome {
        if let objection = specification.objection(toIdsOf: data) {
            throw CheckError("the embedding's inputs: \(objection)")
        }
        let recipe = Recipe(
            specification, data: data, teacher: teacher, seed: seed, job: job.stream ?? job.name,
            progress: progress)
        if job.checks.isEmpty { return .trial(try trial(recipe)) }
        if job.name == CheckRegistry.trainingJob {
            try recipe.requireSoundTargets()
            let trace = trace(recipe)
            let monitors = checks.monitors.filter { job.checks.contains($0.name) }
            return .findings(monitors.map { $0.judge(trace, of: recipe) })
        }
        let chosen = checks.examinations.filter { job.checks.contains($0.name) }
        return .findings(
            try chosen.map { check in
                if check.needs.contains(Labels.name), check.name != Shapes.name {
                    try recipe.requireSoundTargets()
                }
                return try check.examine(recipe)
            })
    }

    /// The training that all monitors judge.
    package static func trace(_ recipe: Recipe) -> TrainingTrace {
        recipe.train(recipe.network(), steps: watchedSteps, probed: true)
    }

    private static func trial(_ recipe: Recipe) throws -> TrialResult {
        var loop = try recipe.wholeTraining()
        let result = loop.run(epochs: recipe.specification.training.epochs)
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
