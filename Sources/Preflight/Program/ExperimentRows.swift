public import Training

/// The rows of an experiment: those that it trains on and those that training is judged on.
public struct ExperimentRows {
    /// What the network learns from.
    public let training: Examples
    /// What training is judged on.
    public let validation: Examples

    /// Traps where there is nothing to train on or the inputs differ in shape.
    public init(training: Examples, validation: Examples) {
        if training.count == 0 || training.inputShape != validation.inputShape {
            fatalError(
                "rows to train on (\(training.count) of shape \(training.inputShape)) and to judge "
                    + "by (of shape \(validation.inputShape)) don't fit")
        }
        self.training = training
        self.validation = validation
    }
}
