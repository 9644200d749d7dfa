/// The metrics at the end of one epoch.
public struct EpochRecord: Hashable, Sendable {
    /// From 1.
    public let epoch: Int
    /// The steps taken so far in all epochs.
    public let steps: Int
    /// `training-loss` (the mean over the epoch's rows, each as it was when its batch was learned
    /// from), `training-accuracy`, `validation-loss`, `validation-accuracy` or `validation-r2`.
    public let metrics: [String: Double]

    /// Makes the record of an epoch that was taken elsewhere.
    public init(epoch: Int, steps: Int, metrics: [String: Double]) {
        self.epoch = epoch
        self.steps = steps
        self.metrics = metrics
    }
}
