public import Jobs
public import Networks
public import Training

/// What runs a recipe as a whole.
extension Recipe {
    /// Trains all epochs and judges after each: what a trial of a search is.
    ///
    /// - Parameter observers: who is told of each step and epoch beside the recipe's own.
    /// - Throws: `RecipeError` where the loss can't be computed from these targets.
    public func trial(
        observers: (TrainingLoop) -> [TrainingObserver] = { _ in [] }
    ) throws -> TrialResult {
        var loop = try wholeTraining()
        loop.observers += observers(loop)
        let result = loop.run(epochs: specification.training.epochs)
        let history = result.history.map {
            TrialResult.Epoch(epoch: $0.epoch, metrics: $0.metrics)
        }
        if case .infeasible(let reason) = result.ending {
            return TrialResult(
                state: .infeasible, metrics: result.metrics, history: history, reason: "\(reason)")
        }
        return TrialResult(state: .completed, metrics: result.metrics, history: history)
    }

    /// Judges the mean predictions of networks with these weights on the validation rows.
    ///
    /// - Parameters:
    ///   - draws: over so many random changes of each row, those of the file's augmentation; nil:
    ///     over none.
    ///   - form: what is made of the network before it is asked, such as one of 8-bit weights.
    /// - Throws: `RecipeError` where the loss can't be computed from these targets, or where there
    ///   is no augmentation to draw from.
    public func evaluate(
        _ members: [Snapshot], draws: Int? = nil, as form: (Network) -> Network = { $0 }
    ) throws -> Evaluation {
        try requireSoundTargets()
        let changes = draws == nil ? nil : specification.data.randomChanges(key: key("draws"))
        if draws != nil, changes == nil {
            throw RecipeError(
                "the random changes of data.augment are what is averaged over, but the experiment "
                    + "has none")
        }
        return objective(network()).evaluate(
            validation, ensemble: members, over: changes, draws: draws ?? 1,
            metrics: true, form: form)
    }

    /// Measures each layer forward and backward, inference and a training step.
    ///
    /// - Throws: `RecipeError` where the loss can't be computed from these targets.
    public func profile(repeats: Int) throws -> NetworkProfile {
        try wholeTraining().profile(repeats: repeats)
    }
}
