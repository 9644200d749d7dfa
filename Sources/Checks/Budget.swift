public import Experiments
public import Jobs
internal import Networks
internal import Training

/// What a check may cost, counted in floating-point operations and never in seconds, so that it
/// asks for the same on every host.
extension Check {
    /// The operations that the check may ask for.
    public var budget: Double { Self.budget }
}

/// What a check ends in that would have to answer from too little.
struct OverBudget: Error {
    let reason: String
}

extension Examination {
    /// Carries out the check; one that can't be answered within its budget is skipped.
    public func answer(_ recipe: Recipe) throws -> Finding {
        do {
            return try examine(recipe)
        } catch let error as OverBudget {
            return finding(.skipped, error.reason)
        }
    }
}

extension PlanningCheck {
    /// Plans the check's probes; one that can't be answered within its budget is skipped.
    func answerPlan(_ recipe: Recipe) throws -> ProbePlan {
        do {
            return try plan(recipe)
        } catch let error as OverBudget {
            return .finding(finding(.skipped, error.reason))
        }
    }
}

extension Recipe {
    /// The floating-point operations that a row takes on its way forward: two for each
    /// multiply-add. On the way back it takes twice as many.
    var rowCost: Double {
        2 * max(1, Double((try? network().body.multiplyAdds(for: inputShape)) ?? 0))
    }

    /// Up to `count` training rows, drawn at random but the same at each call, as many as the check
    /// may ask for.
    ///
    /// - Parameters:
    ///   - passes: how often each row goes through the network; a pass back counts as two.
    ///   - least: fewer rows than this tell nothing.
    /// - Throws: `OverBudget` where the budget is spent before.
    func sample(
        _ count: Int, passes: Int, least: Int = 8, of check: some Check
    ) throws(OverBudget) -> Examples {
        let affordable = Int(min(1e9, check.budget / (rowCost * Double(max(1, passes)))))
        let wanted = min(count, training.count)
        guard affordable >= min(wanted, least) else {
            throw OverBudget(
                reason:
                    "a row takes \(Figure.text(rowCost)) operations forward: "
                    + "\(min(wanted, least)) rows, \(passes) times, exceed the check's budget of "
                    + Figure.text(check.budget)
            )
        }
        return sample(min(wanted, affordable))
    }

    /// How many of `count` steps of the recipe, `trainings` times over, a check may ask for.
    ///
    /// - Throws: `OverBudget` where they are fewer than `least`.
    func affordableSteps(
        _ count: Int, trainings: Int, least: Int, of check: some Check
    ) throws(OverBudget) -> Int {
        let rows = batchSize * specification.training.gradientAccumulation
        let cost = 3 * rowCost * Double(rows * trainings)
        let steps = Int(min(1e9, check.budget / cost))
        guard steps >= min(count, least) else {
            throw OverBudget(
                reason: "a step takes \(Figure.text(cost)) operations: \(min(count, least)) steps "
                    + "exceed the check's budget of \(Figure.text(check.budget))")
        }
        return min(count, steps)
    }

    /// The recipe in smaller batches, no fewer than 16 rows, or 4 of several positions each, where
    /// `steps` steps of its own would take more than `aim` operations.
    func inSmallerBatches(steps: Int, within aim: Double) -> Recipe {
        var recipe = self
        let least = max(4, 16 / targetShape.reduce(1, *))
        while recipe.batchSize >= 2 * least, Double(steps) * recipe.stepCost > aim {
            recipe.specification.training.batchSize /= 2
        }
        return recipe
    }
}
