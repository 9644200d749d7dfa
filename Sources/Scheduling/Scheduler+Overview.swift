public import Jobs
internal import OrderedCollections

/// Where one run stands, in `preflight status`.
public struct RunStanding: Hashable, Sendable {
    public var run: RunID
    public var kind: RunSubmission.Kind
    public var state: RunState
    public var counts: RunCounts
    /// Empty until the run has one.
    public var kernelKind: String
    /// Jobs of which two attempts brought different results.
    public var disagreements: [String]
}

extension Scheduler {
    /// Tells what happened to a job so far, one line per event, where the settings keep stories;
    /// empty for an unknown job.
    public func story(of job: JobID) -> [String] {
        guard let run = runs[job.run], let index = run.indices[job.name] else { return [] }
        return run.jobs[index].story
    }

    /// Tells where every run and every connected worker stands, in order of arrival.
    public func overview() -> (runs: [RunStanding], workers: [WorkerOverview]) {
        let standings = runs.values.map { run in
            RunStanding(
                run: run.id, kind: run.plan.kind, state: run.state, counts: run.counts,
                kernelKind: run.kernelKind ?? "", disagreements: run.disagreements)
        }
        let connected = surroundings.roster.workers.values.map { worker in
            WorkerOverview(
                name: worker.offer.name, host: worker.offer.host, slots: worker.slots,
                running: worker.attempts)
        }
        return (standings, connected)
    }
}
