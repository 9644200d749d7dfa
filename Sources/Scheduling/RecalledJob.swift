public import Jobs

/// A job of a run that may have ended long ago, found again in its plan and its records.
public enum RecalledJob {
    /// The job and what it read; nil where neither the submission nor a stored plan has it.
    public static func find(
        _ name: String, _ plan: RunPlan, _ history: StoredHistory
    ) -> (job: PlannedJob, reads: [OutcomeToRead])? {
        var surroundings = Surroundings(settings: SchedulerSettings())
        var run = ActiveRun(id: RunID(""), plan: plan, attemptsBefore: 0)
        run.restore(history.entries, &surroundings)
        return run.indices[name].map { (run.jobs[$0].plan, run.jobs[$0].reads) }
    }
}
