public import Jobs

/// What the scheduler is told, in the past tense.
public enum Event: Hashable, Sendable {
    case runSubmitted(RunID, RunPlan)
    /// What is running is finished first where `drain` is set.
    case runCancelled(RunID, drain: Bool)
    case workerJoined(SessionID, WorkerOffer)
    /// It said goodbye, or another session took its place.
    case workerLeft(SessionID)
    /// Any frame at all came from this session.
    case heard(SessionID)
    case progressed(SessionID, Progress)
    /// An attempt ended with a result, or with a failure that the supervisor saw at once (its
    /// compute process died, ran out of memory, was refused).
    case finished(SessionID, JobResult)
    /// The record is on disk.
    case recorded(JobID)
    /// The shell's own loop did not run for this long: deadlines move by as much.
    case stalled(Duration)
    /// Time passed.
    case tick
}

/// A run as the scheduler sees it: all its jobs in order, a search's trials already drawn.
public struct RunPlan: Hashable, Sendable {
    public var program: Program
    public var file: ContentHash
    public var data: [BlobReference]
    public var seed: UInt64
    public var kernelKind: String?
    public var jobs: [PlannedJob]
    /// Trials run in order of their index; checks longest-expected first within their tier.
    public var kind: RunSubmission.Kind

    public init(
        program: Program, file: ContentHash, data: [BlobReference], seed: UInt64,
        kernelKind: String?, jobs: [PlannedJob], kind: RunSubmission.Kind
    ) {
        self.program = program
        self.file = file
        self.data = data
        self.seed = seed
        self.kernelKind = kernelKind
        self.jobs = jobs
        self.kind = kind
    }
}
