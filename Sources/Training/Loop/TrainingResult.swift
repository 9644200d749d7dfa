/// How a training ended.
public struct TrainingResult: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case completed
        /// An observer, or the settings for early stopping, wanted no further epoch.
        case stopped
        case infeasible(Infeasibility)
    }

    public let ending: Ending
    public let history: [EpochRecord]

    /// The last epoch's metrics; empty before the first epoch's end.
    public var metrics: [String: Double] { history.last?.metrics ?? [:] }
}
