internal import Experiments
internal import Jobs
internal import Networks
internal import Randomness
internal import Training

/// The trainings that the check compares.
extension LabelPermutation {
    /// Fewer steps than this tell nothing.
    static let leastSteps = 8

    /// Operations that all trainings aim at; small networks take as many steps as tell something.
    private static let aim = 4e11

    /// The steps of each run.
    static func steps(_ recipe: Recipe) -> Int {
        let whole = aim / Double(permutations + 1) / plain(recipe).stepCost
        let wanted = Double(min(300, max(60, recipe.plannedSteps)))
        return Int(min(max(whole, Double(leastSteps)), wanted))
    }

    /// Whether the trainings, as short as they may be, and what judges them stay within the budget.
    static func isAffordable(_ recipe: Recipe) -> Bool {
        let trained = Double(steps(recipe)) * plain(recipe).stepCost
        let judged = Double(judgedRows(recipe).count) * recipe.rowCost
        return Double(permutations + 1) * (trained + judged) <= budget
    }

    static func judgedRows(_ recipe: Recipe) -> Examples {
        recipe.validation.rows(Array(0..<min(1024, recipe.validation.count)))
    }

    /// The targets alone teach, at a constant rate.
    private static func plain(_ recipe: Recipe) -> Recipe {
        var recipe = recipe
        recipe.distillation = nil
        recipe.specification.schedule = ComponentSpecification(kind: "constant")
        return recipe
    }

    /// Loss and score on held-out rows after a training on permuted targets, in run 0 on the real
    /// ones; NaN where it diverged.
    func heldOut(_ recipe: Recipe, run: Int) -> Evaluation {
        var recipe = Self.plain(recipe)
        let steps = Self.steps(recipe)
        if run > 0 {
            var stream = RandomStream(recipe.key("permutation/\(run)"))
            let rows = recipe.training.rows(stream.permutation(recipe.training.count))
            recipe.training = recipe.training.with(rows.targets)
        }
        let network = recipe.makeNetwork(recipe.specification) { recipe.weightKey("\($0)/\(run)") }
        var loop = recipe.loop(network)
        for _ in 0..<steps where !loop.advance().isFinite {
            return Evaluation(loss: .nan, score: recipe.loss.score, value: nil, rows: 0)
        }
        return loop.objective.evaluate(Self.judgedRows(recipe))
    }
}
