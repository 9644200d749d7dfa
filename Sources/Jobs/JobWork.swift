/// What a job does with its experiment.
public enum JobWork: String, Hashable, Sendable, Codable, CaseIterable {
    /// Carries out its checks; such a job may plan probes and a judge instead of ending in
    /// findings.
    case checks
    /// Trains with the job's parameters and edits.
    case trial
    /// One measurement that a check planned; the check is the first part of the job's name.
    case probe
    /// Judges by the probes that the job reads.
    case judge
    /// Plans further runs of its search's leading trials by the trials that the job reads.
    case repeats
}
