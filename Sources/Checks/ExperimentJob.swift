public import Experiments
public import Jobs
public import Networks

/// Carries out one job of an experiment: checks, a probe or a judge of one, or a trial.
public enum ExperimentJob {
    /// Steps of the recipe that the monitors' training watches at most.
    package static let watchedSteps = 2000

    /// Returns the job's outcome, a pure function of its arguments.
    ///
    /// - Parameters:
    ///   - specification: with the job's parameters, and its edits made.
    ///   - data: as the specification prepares them.
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
        func recipe(_ stream: String) -> Recipe {
            Recipe(
                specification, data: data, teacher: teacher, seed: seed, job: stream,
                progress: progress)
        }
        let checks = try checks.with(specification.checks)
        if let outcome = try Drill.outcome(of: job, checks, outcomes, recipe) { return outcome }
        let recipe = recipe(job.stream ?? job.name)
        switch job.work {
        case .trial: return .trial(try recipe.watchedTrial(by: checks.monitors))
        case .checks: return try outcome(of: job, recipe, checks)
        case .probe:
            let path = job.name.split(separator: "/", maxSplits: 1).map(String.init)
            try recipe.requireSoundTargets()
            if path.first == BaselineJob.name {
                return .probe(try BaselineRun(path.last ?? "").measured(on: recipe).result)
            }
            let check = try planningCheck(path.first, of: job, checks)
            return .probe(try check.probe(path.last ?? "", of: recipe))
        case .judge:
            if let baselines = checks.baselines(of: job) {
                return try BaselineJob.judge(outcomes, baselines, recipe)
            }
            let check = try planningCheck(job.checks.first, of: job, checks)
            return .findings([try check.finding(by: outcomes, of: recipe)])
        case .repeats:
            throw CheckError("the job \(job.name) plans trials, which is no business of checks")
        }
    }

    private static func outcome(
        of job: PlannedJob, _ recipe: Recipe, _ checks: CheckRegistry
    ) throws -> Outcome {
        if job.name == CheckRegistry.trainingJob {
            try recipe.requireSoundTargets()
            let monitors = checks.monitors.filter { job.checks.contains($0.name) }
            return .findings(recipe.watched(by: monitors, steps: watchedSteps))
        }
        let chosen = checks.examinations.filter { job.checks.contains($0.name) }
        for check in chosen where check.needs.contains(Labels.name) && check.name != Shapes.name {
            try recipe.requireSoundTargets()
        }
        if let baselines = checks.baselines(of: job) {
            return try BaselineJob.outcome(of: job, baselines, recipe)
        }
        if job.plans, chosen.count == 1, let check = chosen[0] as? any PlanningCheck {
            switch try check.answerPlan(recipe) {
            case .finding(let finding): return .findings([finding])
            case .probes(let probes):
                return .plan(job.jobs(measuring: probes, judging: [check.name]))
            }
        }
        return .findings(try chosen.map { try $0.answer(recipe) })
    }

    private static func planningCheck(
        _ name: String?, of job: PlannedJob, _ checks: CheckRegistry
    ) throws -> any PlanningCheck {
        let check = checks.examinations.first { $0.name == name } as? any PlanningCheck
        guard let check else {
            throw CheckError("no check plans such a job as \(job.name)")
        }
        return check
    }
}
