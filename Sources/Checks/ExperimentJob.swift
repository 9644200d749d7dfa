public import Experiments
public import Jobs
public import Networks
internal import Randomness
internal import Training

/// Carries out one job of an experiment: a check, the training that monitors watch, or a trial.
public enum ExperimentJob {
    /// Steps of the recipe that the monitors' training watches at most.
    package static let watchedSteps = 2000

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
        let checks = try checks.with(specification.checks)
        if job.checks.isEmpty { return .trial(try trial(recipe, checks.monitors)) }
        if job.name == CheckRegistry.trainingJob {
            try recipe.requireSoundTargets()
            let monitors = checks.monitors.filter { job.checks.contains($0.name) }
            return .findings(recipe.watched(by: monitors, steps: watchedSteps))
        }
        let chosen = checks.examinations.filter { job.checks.contains($0.name) }
        return .findings(
            try chosen.map { check in
                if check.needs.contains(Labels.name), check.name != Shapes.name {
                    try recipe.requireSoundTargets()
                }
                return try check.answer(recipe)
            })
    }

    private static func trial(
        _ recipe: Recipe, _ monitors: [any Monitor]
    ) throws -> TrialResult {
        let rows = recipe.training.count
        var watches = Watches(monitors, recipe.outline(evaluatedRows: rows, recomputes: false))
        var loop = try recipe.wholeTraining()
        loop.observers.append(
            TrainingObserver(
                step: { watches.note($0) },
                epoch: { epoch in
                    watches.note(trained: epoch, score: recipe.loss.score, rows: rows)
                    return .proceed
                }))
        let result = loop.run(epochs: recipe.specification.training.epochs)
        let history = result.history.map {
            TrialResult.Epoch(epoch: $0.epoch, metrics: $0.metrics)
        }
        if case .infeasible(let reason) = result.ending {
            return TrialResult(
                state: .infeasible, metrics: result.metrics, history: history, reason: "\(reason)")
        }
        return TrialResult(
            state: .completed, metrics: result.metrics, history: history,
            findings: TrialFinding.fitting(watches.findings))
    }
}
