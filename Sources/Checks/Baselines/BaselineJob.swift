internal import Experiments
internal import Jobs
internal import Training

/// The job that all baselines share: their one training of the recipe as it is, and from there a
/// job for each other training that any of them asks for, and one that judges.
///
/// What a check finds does not depend on which others were chosen with it: a training draws from
/// the job's stream, whichever check asked for it.
enum BaselineJob {
    /// Its name, which is that of its stream too.
    static let name = "short-trainings"

    /// Returns the findings, or the jobs that are to come to them.
    static func outcome(
        of job: PlannedJob, _ checks: [any Baseline], _ recipe: Recipe
    ) throws -> Outcome {
        if let reason = BaselineRun.objection(to: recipe) {
            return .findings(checks.map { $0.finding(.skipped, reason) })
        }
        let own = ShortTraining(recipe)
        let plans = try checks.map { try $0.plan(after: own, recipe) }
        let findings = plans.compactMap(\.finding)
        if findings.count == plans.count { return .findings(findings) }
        var probes = [BaselineRun.own]
        for probe in plans.flatMap(\.probes)
        where !probes.contains(where: { $0.name == probe.name }) {
            probes.append(probe)
        }
        return .plan(job.jobs(measuring: probes, judging: job.checks))
    }

    /// Judges by what was trained.
    static func judge(
        _ outcomes: [ReadOutcome], _ checks: [any Baseline], _ recipe: Recipe
    ) throws -> Outcome {
        let read = ProbeOutcomes(outcomes)
        guard read.errors.isEmpty else {
            return .findings(checks.map { $0.finding(by: read.errors[0]) })
        }
        let trainings = read.results.mapValues { ShortTraining($0) }
        guard let own = trainings[BaselineRun.own.name] else {
            throw CheckError("the job \(name) misses its own training")
        }
        return .findings(
            try checks.map { check in
                switch try check.plan(after: own, recipe) {
                case .finding(let finding): finding
                case .probes: try check.judge(own, trainings, of: recipe)
                }
            })
    }
}

extension ProbePlan {
    fileprivate var finding: Finding? {
        if case .finding(let finding) = self { finding } else { nil }
    }

    fileprivate var probes: [Probe] {
        if case .probes(let probes) = self { probes } else { [] }
    }
}
