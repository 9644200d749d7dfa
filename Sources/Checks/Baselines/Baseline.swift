public import Experiments
public import Jobs
internal import Training

/// A check that judges by short trainings of an experiment's own recipe.
///
/// The first of them is the same for all such checks, which have one job in common
/// (``BaselineJob``): where it answers the question, no other is asked for.
public protocol Baseline: PlanningCheck {
    /// Returns what has to be trained beside the recipe's own short training, or the finding.
    func plan(after own: ShortTraining, _ recipe: Recipe) throws -> ProbePlan
    /// Judges by all trainings that were planned, by their names, and the own one.
    func judge(
        _ own: ShortTraining, _ others: [String: ShortTraining], of recipe: Recipe
    ) throws -> Finding
}

extension Baseline {
    public static var tier: Int { 3 }

    /// For a check that never asks for another training.
    public func judge(
        _ own: ShortTraining, _ others: [String: ShortTraining], of recipe: Recipe
    ) throws -> Finding {
        throw CheckError("the check \(name) plans no trainings")
    }

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        if let reason = BaselineRun.objection(to: recipe) {
            return .finding(finding(.skipped, reason))
        }
        switch try plan(after: ShortTraining(recipe), recipe) {
        case .finding(let finding): return .finding(finding)
        case .probes(let probes): return .probes([BaselineRun.own] + probes)
        }
    }

    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        try BaselineRun(name).measured(on: recipe).result
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let own = ShortTraining(try result(BaselineRun.own.name, in: results))
        return try judge(own, results.mapValues { ShortTraining($0) }, of: recipe)
    }

    /// One of the trainings that were planned.
    ///
    /// - Throws: `CheckError` where it is missing.
    func training(
        _ kind: BaselineRun.Kind, _ number: Int, in all: [String: ShortTraining]
    ) throws -> ShortTraining {
        let name = BaselineRun(kind, number).name
        guard let found = all[name] else {
            throw CheckError("the check \(self.name) misses its probe \"\(name)\"")
        }
        return found
    }
}
