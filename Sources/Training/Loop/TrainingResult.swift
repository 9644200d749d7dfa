/// How a training ended.
public struct TrainingResult: Hashable, Sendable {
    /// Why no further epoch came.
    public enum Ending: Hashable, Sendable {
        /// All epochs were trained.
        case completed
        /// An observer, or the settings for early stopping, wanted no further epoch.
        case stopped
        /// A value became infinite or no number.
        case infeasible(Infeasibility)
    }

    /// Why no further epoch came.
    public let ending: Ending
    /// One record for each epoch that ended, in order.
    public let history: [EpochRecord]

    /// The last epoch's metrics; empty before the first epoch's end.
    public var metrics: [String: Double] { history.last?.metrics ?? [:] }
}
