public import Jobs

/// What the scheduler is told, in the past tense.
public enum Event: Hashable, Sendable {
    case runSubmitted(RunID, RunPlan)
    /// The coordinator started again and found this run in its store.
    case runRestored(RunID, RunPlan, StoredHistory)
    /// What is running is finished first where `drain` is set. From here on no plan is taken in.
    case runCancelled(RunID, drain: Bool)
    /// The run's records cannot be stored: it ends, alone.
    case runBroke(RunID, reason: String)
    case workerJoined(SessionID, WorkerOffer)
    /// It said goodbye, or what it said made no sense.
    case workerLeft(SessionID)
    /// Its connection broke; it may come back as another session.
    case workerVanished(SessionID)
    /// An operator wants the workers of this name, or on this host, to end: once they have nothing
    /// to do, or at once.
    case drained(String, now: Bool)
    /// The worker processes that an earlier start of the coordinator had in session: what they may
    /// hold waits for them for a moment. To be said before runs are restored.
    case workersExpected([String])
    /// Any frame at all came from this session.
    case heard(SessionID)
    case progressed(SessionID, Progress)
    /// An attempt ended with a result, or with a failure that the supervisor saw at once (its
    /// compute process died, ran out of memory, was refused). The digest is that of the outcome's
    /// bytes.
    case finished(SessionID, JobResult, digest: ContentHash)
    /// The record is on disk.
    case recorded(JobID)
    /// The shell's own loop did not run for this long: deadlines move by as much. To be said before
    /// what has arrived meanwhile.
    case stalled(Duration)
    /// Time passed, and whatever had arrived by then has been handed over: only now is anyone
    /// found silent, stuck or lost.
    case tick
}

/// What a store knows of a run that has not ended.
public struct StoredHistory: Hashable, Sendable {
    /// How a job ended, as far as it matters to the others.
    public enum Ending: Hashable, Sendable {
        case result(failedCheck: String?)
        case plan([PlannedJob])
        case failure(Failure.Kind)
    }

    public struct Entry: Hashable, Sendable {
        public var job: String
        public var path: TreePath
        public var ending: Ending
        /// As it came with the record's effect.
        public var digest: ContentHash?
        /// What it took to run.
        public var seconds: Double?

        public init(
            job: String, path: TreePath, ending: Ending, digest: ContentHash?, seconds: Double?
        ) {
            self.job = job
            self.path = path
            self.ending = ending
            self.digest = digest
            self.seconds = seconds
        }

        public init(_ record: JobRecord, digest: ContentHash?) {
            let ending: Ending =
                switch record.outcome {
                case .failure(let failure): .failure(failure.kind)
                case .plan(let jobs): .plan(jobs)
                case .findings, .trial, .probe:
                    .result(failedCheck: record.job.failedCheck(record.outcome))
                }
            self.init(
                job: record.job.name, path: record.path, ending: ending, digest: digest,
                seconds: record.execution?.seconds)
        }
    }

    /// In any order.
    public var entries: [Entry]
    /// Whether the run was cancelled or drained before.
    public var isCancelled: Bool
    /// At least as high as any attempt's number before this start of the coordinator; 100 times the
    /// number of earlier starts will do, for no job has 100 attempts in one.
    public var attemptsBefore: Int

    public init(entries: [Entry], isCancelled: Bool = false, attemptsBefore: Int) {
        self.entries = entries
        self.isCancelled = isCancelled
        self.attemptsBefore = attemptsBefore
    }
}
