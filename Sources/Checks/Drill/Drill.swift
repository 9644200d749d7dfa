internal import Experiments
package import Jobs

/// Plants faults into somebody's own experiment and tells which of them its checks would catch.
///
/// A fault's jobs are measurements of a name `drill/FAULT/PART`, where a part is all quick checks,
/// all monitors, or one long check; the last job judges. What catches a fault are checks that fail
/// or warn with it and not, or less, without it.
package enum Drill {
    package static let name = "drill"
    /// What stands for the experiment without a fault.
    static let sound = "as-it-is"

    /// A share of a fault's checks that is one job.
    enum Part {
        /// Checks of at most some steps.
        static let quick = "quick"
        /// The short training that all monitors watch.
        static let training = CheckRegistry.trainingJob
    }

    /// Returns the jobs of a drill.
    ///
    /// - Parameters:
    ///   - names: the faults to plant; those that the experiment can't have are left out.
    ///   - all: whether every check runs with every fault; else the quick ones, the monitors and
    ///     those that are to catch it.
    package static func jobs(
        planting names: [String], into site: FaultSite, all: Bool, checks: CheckRegistry = .stock
    ) -> [PlannedJob] {
        let faults = Fault.all.filter { names.contains($0.name) }
            .compactMap { fault -> (Fault, [Edit])? in
                guard case .edits(let edits) = fault.planting(site) else { return nil }
                return (fault, edits)
            }
        let long = Set(all ? checks.long : faults.flatMap { checks.long(catching: $0.0) })
        var jobs = parts(checks.long.filter(long.contains)).map { job(sound, $0, [], checks) }
        for (fault, edits) in faults {
            let long = all ? checks.long : checks.long(catching: fault)
            jobs += parts(long).map { job(fault.name, $0, edits, checks) }
        }
        let judge = PlannedJob(
            name: "\(name)/judge", work: .judge, checks: [name], tier: 3, expectedCost: 0.01,
            stream: name, reads: jobs.map { JobRead(.job($0.name)) })
        return jobs + [judge]
    }

    private static func parts(_ long: [String]) -> [String] { [Part.quick, Part.training] + long }

    private static func job(
        _ fault: String, _ part: String, _ edits: [Edit], _ checks: CheckRegistry
    ) -> PlannedJob {
        let tier = checks.examinations.first { $0.name == part }?.tier ?? 2
        return PlannedJob(
            name: "\(name)/\(fault)/\(part)", work: .probe, tier: tier,
            expectedCost: part == Part.quick ? 1 : part == Part.training ? 3 : 5, stream: name,
            edits: edits)
    }

    /// Returns what a job of a drill comes to; nil for any other job.
    static func outcome(
        of job: PlannedJob, _ checks: CheckRegistry, _ outcomes: [ReadOutcome],
        _ recipe: (_ stream: String) -> Recipe
    ) throws -> Outcome? {
        let path = job.name.split(separator: "/").map(String.init)
        guard path.first == name else { return nil }
        switch job.work {
        case .probe: return .probe(measure(path.last ?? "", checks, recipe))
        case .judge:
            let recipe = recipe(name)
            let site = FaultSite(recipe.specification, training: recipe.trainingData)
            return .findings([DrillJudge(site, checks, outcomes).finding])
        default: return nil
        }
    }

    /// Runs the checks of one part, each with the draws that it has in a run of checks.
    private static func measure(
        _ part: String, _ checks: CheckRegistry, _ recipe: (_ stream: String) -> Recipe
    ) -> ProbeResult {
        var findings: [Finding] = []
        if part == Part.training {
            let recipe = recipe(part)
            if recipe.objection == nil {
                findings = recipe.watched(by: checks.monitors, steps: ExperimentJob.watchedSteps)
            }
        }
        let chosen = checks.examinations.filter {
            part == Part.quick ? !checks.long.contains($0.name) : $0.name == part
        }
        for check in chosen {
            let held = findings.contains { $0.verdict == .failed && check.needs.contains($0.check) }
            let recipe = recipe(checks.stream(of: check))
            let isBlind = check.needs.contains(Labels.name) && recipe.objection != nil
            if held || isBlind && check.name != Shapes.name { continue }
            if let finding = try? check.answer(recipe) { findings.append(finding) }
        }
        var values = Dictionary(uniqueKeysWithValues: findings.map { ($0.check, [$0.weight]) })
        for measured in findings.flatMap(\.measurements)
        where measured.name == GeneralisationGap.score { values[measured.name] = [measured.value] }
        let words = findings.map { ($0.check, String($0.evidence.prefix(240))) }
        return ProbeResult(values: values, words: Dictionary(uniqueKeysWithValues: words))
    }
}

extension CheckRegistry {
    /// The checks of some thousand steps, which are jobs of their own.
    var long: [String] { examinations.filter { $0.tier >= 2 }.map { $0.name } }

    fileprivate func long(catching fault: Fault) -> [String] {
        long.filter(fault.checks.contains)
    }
}

extension Finding {
    /// How grave the verdict is: 2 failed, 1 warned, 0 any other.
    fileprivate var weight: Double { verdict == .failed ? 2 : verdict == .warned ? 1 : 0 }
}
