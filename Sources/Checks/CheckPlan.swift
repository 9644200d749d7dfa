internal import Experiments
public import Jobs

/// Turns a choice of checks into the jobs of a run.
public enum CheckPlan {
    /// Monitors watch a training.
    static let monitorTier = 2

    /// Returns the jobs for the checks chosen, in report order. What a job gives does not depend on
    /// which others were chosen.
    ///
    /// - Parameters:
    ///   - suite: what to choose from, and in which order.
    ///   - only: names of the checks to run, with wildcards, also where they are off; empty for all
    ///     that are on.
    ///   - skip: names of the checks to leave out, with wildcards.
    ///   - settings: what the experiment file says of checks.
    /// - Throws: `CheckError` for a name that no check has, with the nearest that one has.
    public static func jobs(
        of checks: CheckRegistry = .stock, in suite: CheckSuite = .all, only: [String] = [],
        skip: [String] = [], settings: [String: CheckSpecification] = [:]
    ) throws -> [PlannedJob] {
        let only = try NamePattern.names(matching: only, among: checks.names)
        let skip = try NamePattern.names(matching: skip, among: checks.names)
        let chosen = suite.chosen(of: checks).filter {
            (only.isEmpty ? settings[$0]?.isOff != true : only.contains($0)) && !skip.contains($0)
        }
        guard !chosen.isEmpty else { throw CheckError("no check is left to run") }
        let examinations = Dictionary(
            checks.examinations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let gates = chosen.filter { examinations[$0]?.tier == 0 }
        let monitors = chosen.filter { examinations[$0] == nil }
        let baselines = chosen.filter { examinations[$0] is any Baseline }
        return chosen.compactMap { name in
            if baselines.contains(name) {
                return name == baselines[0] ? shortTrainings(baselines, gates: gates) : nil
            }
            if let check = examinations[name] { return job(of: check, gates: gates) }
            return name == monitors.first ? training(monitors, gates: gates) : nil
        }
    }

    private static func job(of check: any Examination, gates: [String]) -> PlannedJob {
        PlannedJob(
            name: check.name, checks: [check.name], tier: check.tier,
            expectedCost: cost(tier: check.tier),
            heldBackBy: check.needs.filter { gates.contains($0) },
            plans: check is any PlanningCheck)
    }

    private static func training(_ monitors: [String], gates: [String]) -> PlannedJob {
        PlannedJob(
            name: CheckRegistry.trainingJob, checks: monitors, tier: monitorTier,
            expectedCost: cost(tier: 3) - 1,
            heldBackBy: Recipe.needs.filter { gates.contains($0) })
    }

    private static func shortTrainings(_ baselines: [String], gates: [String]) -> PlannedJob {
        PlannedJob(
            name: BaselineJob.name, checks: baselines, tier: 3, expectedCost: cost(tier: 2),
            heldBackBy: Recipe.needs.filter { gates.contains($0) }, plans: true)
    }

    private static func cost(tier: Int) -> Double {
        [0.01, 0.1, 3, 10][min(tier, 3)]
    }
}
