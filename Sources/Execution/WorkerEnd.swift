/// How a worker ended.
public enum WorkerEnd: Hashable, Sendable {
    /// The coordinator has no more use for it.
    case dismissed(String)
    /// The coordinator refused it, or could not be reached for too long.
    case unreachable(String)
    /// The user or the batch system ended it; its work was given back.
    case preempted(String)

    /// The worker's exit code.
    public var code: Int32 {
        switch self {
        case .dismissed: 0
        case .unreachable: 69
        case .preempted: 75
        }
    }
}
