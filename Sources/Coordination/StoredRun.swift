package import Jobs

/// A run as the store knows it.
package struct StoredRun: Sendable {
    package var run: RunID
    package var submission: RunSubmission
    package var jobs: Int
    package var numerics: String?
    package var state: RunState
    package var isCancelled: Bool
    package var records: Int
    /// Nil for a run of an earlier release.
    package var name: SubmissionName?

    package init(
        run: RunID, submission: RunSubmission, jobs: Int, numerics: String?, state: RunState,
        isCancelled: Bool, records: Int, name: SubmissionName?
    ) {
        self.run = run
        self.submission = submission
        self.jobs = jobs
        self.numerics = numerics
        self.state = state
        self.isCancelled = isCancelled
        self.records = records
        self.name = name
    }
}
