import Foundation
import Jobs
import Search

/// The sample search with its five leading trials run again with five fresh seeds: two of them lie
/// close together, and one diverges with one seed.
enum SampleRepeats {
    static let leaders = [8, 32, 56, 48, 40]

    static let submission: RunSubmission = {
        var submission = SampleSearch.submission
        submission.search?.repeats = RepeatCount(trials: 5, seeds: 5)
        return submission
    }()

    static let records =
        SampleSearch.records + [plan]
        + jobs.enumerated().map { record($1, TreePath(64).child($0)) }

    /// The planner's record as it is stored: with what it read.
    static let plan = JobRecord(
        job: RepeatPlan.planner(of: submission.search!)!, path: TreePath(64),
        outcome: .plan(jobs), attempt: 1)

    static let jobs = leaders.flatMap { trial in
        (0..<5).map { seed in
            PlannedJob(
                name: TrialName.again(trial, seed: seed),
                parameters: SampleSearch.records[trial].job.parameters,
                stream: TrialName.stream(seed: seed))
        }
    }

    private static func record(_ job: PlannedJob, _ path: TreePath) -> JobRecord {
        let (trial, seed) = TrialName.again(job.name)!
        if (trial, seed) == (48, 3) {
            let result = TrialResult(
                state: .infeasible, metrics: [:], history: [],
                reason: "The training loss is not finite at step 40.")
            return JobRecord(job: job, path: path, outcome: .trial(result), attempt: 1)
        }
        let level = [8: 0.951, 32: 0.954, 56: 0.941, 48: 0.957, 40: 0.949][trial]!
        let common = [0.004, -0.006, 0.001, 0.003, -0.002][seed]
        let own = [0.003, -0.004, 0.005, -0.002, 0.001][(trial + seed * (trial % 7)) % 5]
        let metrics = ["validation-accuracy": level + common + own]
        let result = TrialResult(
            state: .completed, metrics: metrics,
            history: [TrialResult.Epoch(epoch: 1, metrics: metrics)])
        return JobRecord(job: job, path: path, outcome: .trial(result), attempt: 1)
    }
}
