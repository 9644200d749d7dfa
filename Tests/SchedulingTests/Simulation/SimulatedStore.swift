import Jobs
import Scheduling

/// What survives a crash of the coordinator.
struct SimulatedStore {
    private(set) var records: [JobID: JobRecord] = [:]
    private(set) var kernelKinds: [RunID: String] = [:]
    private(set) var ends: [RunID: RunState] = [:]
    var cancels: [(run: RunID, drain: Bool)] = []
    var starts = 0

    /// Adds a record; returns what is wrong with that, if anything.
    mutating func write(_ record: JobRecord, of run: RunID) -> String? {
        let job = JobID(run: run, name: record.job.name)
        guard records.updateValue(record, forKey: job) == nil else {
            return "\(job) was committed twice"
        }
        return nil
    }

    mutating func adopt(_ kernelKind: String, for run: RunID) -> String? {
        guard kernelKinds.updateValue(kernelKind, forKey: run) == nil else {
            return "\(run) changed its kernel kind"
        }
        return nil
    }

    mutating func end(_ run: Workload.Run, _ state: RunState) -> String? {
        guard ends.updateValue(state, forKey: run.id) == nil else { return "\(run.id) ended twice" }
        let count = records(of: run).count
        guard count == run.plan.jobs.count else {
            return "\(run.id) ended with \(count) of \(run.plan.jobs.count) jobs stored"
        }
        return nil
    }

    func records(of run: Workload.Run) -> [JobRecord] {
        run.plan.jobs.compactMap { records[JobID(run: run.id, name: $0.name)] }
    }

    /// The run as the scheduler is to take it up again.
    func plan(of run: Workload.Run) -> RunPlan {
        var plan = run.plan
        plan.kernelKind = kernelKinds[run.id] ?? plan.kernelKind
        return plan
    }
}
