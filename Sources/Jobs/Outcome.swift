/// What came back from a job: a pure function of (experiment, data, seed, job, outcomes read,
/// numeric build), so nothing in it tells a time, a host or an attempt.
public enum Outcome: Hashable, Sendable {
    /// A check job's findings, one per check that it covers.
    case findings([Finding])
    case trial(TrialResult)
    case probe(ProbeResult)
    /// Further jobs, which the run takes in behind the one that planned them.
    case plan([PlannedJob])
    case failure(Failure)
}
