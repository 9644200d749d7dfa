public import Jobs

/// What the scheduler wants done, in the imperative. Effects are carried out in order.
public enum Effect: Hashable, Sendable {
    case assign(SessionID, Assignment)
    case cancel(SessionID, AttemptID)
    /// The result is stored (or stored before, or of no use): the worker may forget it.
    case acknowledge(SessionID, AttemptID)
    /// The session is over; the worker greets again where `retry` is set.
    case dismiss(SessionID, reason: String, retry: Bool)
    /// Remember durably, before what follows, that all of the run is made with this kernel kind.
    case adopt(RunID, kernelKind: String)
    /// Store this record durably, then say `recorded`.
    case record(RunID, JobRecord)
    /// Tell those who watch the run where it stands; the notice may be empty.
    case notify(RunID, RunCounts, notice: String)
    /// Every job of the run has ended and is stored.
    case end(RunID, RunState, kernelKind: String)
}
