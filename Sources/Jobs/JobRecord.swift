/// One job's end as the store keeps it and as watchers receive it.
public struct JobRecord: Hashable, Sendable, Codable {
    public var job: PlannedJob
    /// Where the job stands in the run: what reports are ordered by.
    public var path: TreePath
    public var outcome: Outcome
    /// The attempt that counted and where it ran; nil where no attempt did (held back, cancelled).
    public var attempt: Int?
    public var execution: JobResult.Execution?
    /// The attempts that failed before, as sentences.
    public var failures: [Failure]

    public init(
        job: PlannedJob, path: TreePath, outcome: Outcome, attempt: Int? = nil,
        execution: JobResult.Execution? = nil, failures: [Failure] = []
    ) {
        self.job = job
        self.path = path
        self.outcome = outcome
        self.attempt = attempt
        self.execution = execution
        self.failures = failures
    }
}
