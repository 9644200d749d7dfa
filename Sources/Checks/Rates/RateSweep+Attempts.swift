internal import Experiments
internal import Jobs
internal import Training

extension RateSweep {
    /// The own rate, and on either side further ones as long as they memorise the batch; all where
    /// it does not.
    func sweep(
        _ recipe: Recipe, _ task: Memorisation, steps: Int
    ) throws -> [(factor: Double, attempt: BatchAttempt)] {
        let own = try attempt(recipe, task, factor: 1, steps: steps)
        var tried = [(factor: 1.0, attempt: own)]
        for side in [Self.factors.prefix(3).reversed(), Array(Self.factors.suffix(3))] {
            for factor in side {
                let attempt = try attempt(recipe, task, factor: factor, steps: steps)
                tried.append((factor, attempt))
                if own.succeeded, !attempt.succeeded { break }
            }
        }
        return tried.sorted { $0.factor < $1.factor }
    }

    func attempt(
        _ recipe: Recipe, _ task: Memorisation, factor: Double, steps: Int, patience: Int = 0
    ) throws -> BatchAttempt {
        let rate = factor * recipe.specification.freshOptimizer.learningRate
        let value = SettingValue.scalar(.real(rate))
        let edited = try recipe.applying([.set(.optimizer, key: "learning-rate", value: value)])
        return BatchAttempt(
            of: edited.plain, edited.plain.network(), on: task, steps: steps, patience: patience)
    }
}
