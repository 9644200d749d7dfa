internal import Experiments
internal import Jobs
internal import Training

extension BatchSize {
    /// Whether one try lowers the loss so much further than the own one, beyond chance.
    ///
    /// - Parameter isEarly: few steps end in the midst of learning, where what is left tells more
    ///   than what is covered.
    func learnsMore(_ other: ProbeResult, than own: ProbeResult, isEarly: Bool) -> Bool {
        guard own["after"].isFinite else { return other["after"] < other["before"] }
        let fall = max(own["before"] - own["after"], 0)
        let gain = other["before"] - other["after"]
        let isMore =
            gain > (isEarly ? times / 2 : times) * fall
            || isEarly && own["after"] > max(2 * other["after"], 0.2 * own["before"])
        return isMore
            && Statistics.surelyFalls(own.values["groups"] ?? [], other.values["groups"] ?? [])
    }

    /// How many steps of the own size each try has as many rows as.
    func steps(of recipe: Recipe, batches factor: Double) throws -> Int {
        let size = Double(min(recipe.batchSize, recipe.training.count)) / factor
        let all = Double(recipe.training.count * recipe.specification.training.epochs) / size
        // Four tries, each judged before and after, and the noise scale.
        let affordable = (budget / recipe.rowCost - 2500) / (12 * size)
        guard affordable >= min(all, 16) else {
            throw OverBudget(
                reason:
                    "a row takes \(Figure.text(recipe.rowCost)) operations forward: 16 steps in "
                    + "batches of four sizes exceed the check's budget of \(Figure.text(budget))")
        }
        return max(1, Int(min(Double(Self.steps), all, affordable)))
    }

    /// The learning rate that goes with batches so many times as large.
    func rate(_ recipe: Recipe, times factor: Double) -> Edit {
        let own = recipe.specification.freshOptimizer
        let scale = own is SGD ? factor : factor.squareRoot()
        return .set(
            .optimizer, key: "learning-rate", value: .scalar(.real(own.learningRate * scale)))
    }
}
