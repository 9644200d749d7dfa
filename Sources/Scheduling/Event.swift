public import Jobs

/// What the scheduler is told, in the past tense.
public enum Event: Hashable, Sendable {
    case runSubmitted(RunID, RunPlan)
    /// The coordinator started again and found this run in its store, with these records.
    /// `attemptsBefore` is at least as high as any attempt's number of an earlier life; 100 times
    /// the number of earlier starts will do, for no job has 100 attempts in one life.
    case runRestored(RunID, RunPlan, records: [JobRecord], attemptsBefore: Int)
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
    /// The shell's own loop did not run for this long: deadlines move by as much. To be said before
    /// what has arrived meanwhile.
    case stalled(Duration)
    /// Time passed, and whatever had arrived by then has been handed over: only now is anyone
    /// found silent, stuck or lost.
    case tick
}
