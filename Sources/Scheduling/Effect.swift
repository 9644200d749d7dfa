public import Jobs

/// What the scheduler wants done, in the imperative. Effects are carried out in order.
public enum Effect: Hashable, Sendable {
    /// The assignment lacks the outcomes that the job reads: all of them are stored.
    case assign(SessionID, Assignment, reads: [OutcomeToRead])
    case cancel(SessionID, AttemptID)
    /// The result is stored (or stored before, or of no use): the worker may forget it.
    case acknowledge(SessionID, AttemptID)
    /// The session is over; the worker greets again where `retry` is set.
    case dismiss(SessionID, reason: String, retry: Bool)
    /// Remember durably, before what follows, that all of the run is made with these numerics.
    case adopt(RunID, numerics: String)
    /// Store this record durably, with the digest of its result, then say `recorded`.
    case record(RunID, JobRecord, digest: ContentHash?)
    /// Tell those who watch the run where it stands; the notice may be empty.
    case notify(RunID, RunCounts, notice: String)
    /// Every job of the run has ended and is stored, or the run cannot go on.
    case end(RunID, RunState, numerics: String)
}

/// One stored outcome that a job is to be given, and what of it.
public struct OutcomeToRead: Hashable, Sendable {
    public var job: String
    public var path: TreePath
    public var part: JobRead.Part
    let index: Int

    package init(job: String, path: TreePath, part: JobRead.Part, index: Int) {
        self.job = job
        self.path = path
        self.part = part
        self.index = index
    }
}
