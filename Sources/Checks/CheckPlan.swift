internal import Experiments
public import Jobs

/// Turns a choice of checks into the jobs of a run.
public enum CheckPlan {
    /// Returns the jobs for the checks chosen, in report order. What a job gives does not depend on
    /// which others were chosen.
    ///
    /// - Parameters:
    ///   - only: names of the checks to run, also where they are off; empty for all that are on.
    ///   - skip: names of the checks to leave out.
    ///   - settings: what the experiment file says of checks.
    /// - Throws: `CheckError` for a name that no check has, with the nearest that one has.
    public static func jobs(
        of checks: CheckRegistry = .stock, only: [String] = [], skip: [String] = [],
        settings: [String: CheckSpecification] = [:]
    ) throws -> [PlannedJob] {
        for name in only + skip where !checks.names.contains(name) {
            if let other = CheckRegistry.moved[name], checks.names.contains(other) {
                throw CheckError(
                    "there is no check \"\(name)\": it is a part of the check \"\(other)\"")
            }
            throw CheckError(
                "there is no check \"\(name)\""
                    + Spelling.question(name, among: checks.names) + " (all: "
                    + checks.names.joined(separator: ", ") + ")")
        }
        let chosen = checks.names.filter {
            (only.isEmpty ? settings[$0]?.isOff != true : only.contains($0)) && !skip.contains($0)
        }
        guard !chosen.isEmpty else { throw CheckError("no check is left to run") }
        let examinations = checks.examinations.filter { chosen.contains($0.name) }
        let gates = examinations.filter { $0.tier == 0 }.map { $0.name }
        var jobs = examinations.map { check in
            PlannedJob(
                name: check.name, checks: [check.name], tier: check.tier,
                expectedCost: cost(tier: check.tier),
                heldBackBy: check.needs.filter { gates.contains($0) },
                plans: check is any PlanningCheck)
        }
        let monitors = checks.monitors.map { $0.name }.filter { chosen.contains($0) }
        if !monitors.isEmpty {
            jobs.append(
                PlannedJob(
                    name: CheckRegistry.trainingJob, checks: monitors, tier: 2,
                    expectedCost: cost(tier: 3) - 1,
                    heldBackBy: Recipe.needs.filter { gates.contains($0) }))
        }
        return jobs
    }

    private static func cost(tier: Int) -> Double {
        [0.01, 0.1, 3, 10][min(tier, 3)]
    }
}
