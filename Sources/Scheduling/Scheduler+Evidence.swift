internal import Jobs
internal import OrderedCollections

/// What tests hold a scheduler to; nothing of ours asks for it.
extension Scheduler {
    /// Entries of its tables, which grow with jobs and workers, and with nothing else.
    package var tableSize: Int {
        let attempts = runs.values.reduce(0) { count, run in
            count + run.jobs.reduce(0) { $0 + $1.attempts.count + $1.history.tableSize }
        }
        return attempts + runs.count + surroundings.roster.tableSize
    }

    /// What the runs that have not ended keep when the coordinator starts again.
    package var durableState: [String] {
        runs.values.filter(\.isActive).flatMap { run in
            ["\(run.id) \(run.numerics ?? "") \(run.stage)"]
                + run.jobs.sorted { $0.path < $1.path }.map { job in
                    "\(run.id) \(job.path) \(job.plan.name) \(Self.words(job.conclusion))"
                }
        }
    }

    /// Without the places of planned jobs, which follow from the order of arrival.
    private static func words(_ conclusion: ActiveJob.Conclusion?) -> String {
        switch conclusion {
        case nil: "is open"
        case .plan(let digest, let jobs):
            "planned \(jobs.count) jobs, \(digest?.text ?? "")"
        case .result(let digest, let failedCheck):
            "has a result, \(digest?.text ?? "") \(failedCheck ?? "")"
        case .failure(let kind, let holder): "failed, \(kind) \(holder ?? "")"
        }
    }
}
