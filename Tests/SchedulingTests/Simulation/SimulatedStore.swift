import Jobs
import Scheduling

/// What survives a crash of the coordinator.
struct SimulatedStore {
    /// A record with the digest of its result.
    struct Entry {
        var record: JobRecord
        var digest: ContentHash?
    }

    private(set) var entries: [RunID: [TreePath: Entry]] = [:]
    private(set) var numerics: [RunID: String] = [:]
    private(set) var ends: [RunID: RunState] = [:]
    var cancelled: Set<RunID> = []
    var starts = 0
    /// The worker processes that were in session.
    var workers: Set<String> = []

    /// Adds a record; returns what is wrong with that, if anything.
    mutating func write(_ entry: Entry, of run: RunID) -> String? {
        let path = entry.record.path
        if let planner = path.parent, record(at: planner, of: run) == nil {
            return "\(path) of \(run) was committed before the job that planned it"
        }
        guard entries[run, default: [:]].updateValue(entry, forKey: path) == nil else {
            return "\(path) of \(run) was committed twice"
        }
        return nil
    }

    mutating func adopt(_ name: String, for run: RunID) -> String? {
        guard numerics.updateValue(name, forKey: run) == nil else {
            return "\(run) changed its numerics"
        }
        return nil
    }

    mutating func end(_ run: Workload.Run, _ state: RunState) -> String? {
        guard ends.updateValue(state, forKey: run.id) == nil else { return "\(run.id) ended twice" }
        let records = records(of: run.id)
        let planned = records.reduce(run.plan.jobs.count) { count, record in
            guard case .plan(let jobs) = record.outcome else { return count }
            return count + jobs.count
        }
        guard records.count == planned else {
            return "\(run.id) ended with \(records.count) of \(planned) jobs stored"
        }
        return nil
    }

    /// In the run's order.
    func records(of run: RunID) -> [JobRecord] {
        (entries[run] ?? [:]).values.map(\.record).sorted { $0.path < $1.path }
    }

    /// Whether a plan is stored, and not all of its jobs are.
    func isInPlan(_ run: RunID) -> Bool {
        records(of: run).contains { record in
            guard case .plan(let jobs) = record.outcome else { return false }
            return jobs.indices.contains {
                self.record(at: record.path.child($0), of: run) == nil
            }
        }
    }

    func record(at path: TreePath, of run: RunID) -> JobRecord? { entries[run]?[path]?.record }

    func holds(_ job: JobID) -> Bool {
        (entries[job.run] ?? [:]).values.contains { $0.record.job.name == job.name }
    }

    /// What a job reads; nil where something is not there.
    func outcomes(_ reads: [OutcomeToRead], of run: RunID) -> [ReadOutcome]? {
        var outcomes: [ReadOutcome] = []
        for read in reads {
            guard let record = record(at: read.path, of: run), record.job.name == read.job else {
                return nil
            }
            outcomes.append(ReadOutcome(job: read.job, content: content(record, read.part)))
        }
        return outcomes
    }

    private func content(_ record: JobRecord, _ part: JobRead.Part) -> ReadOutcome.Content {
        guard case .metric(let name) = part else { return .outcome(record.outcome) }
        guard case .trial(let result) = record.outcome else {
            return .score(TrialScore(state: .failed))
        }
        let state = result.state == .completed ? TrialScore.State.completed : .infeasible
        return .score(TrialScore(state: state, value: result.metrics[name]))
    }

    /// The run as the scheduler is to take it up again.
    func plan(of run: Workload.Run) -> RunPlan {
        var plan = run.plan
        plan.numerics = numerics[run.id] ?? plan.numerics
        return plan
    }

    func history(of run: RunID) -> StoredHistory {
        StoredHistory(
            entries: (entries[run] ?? [:]).sorted { $0.key > $1.key }.map {
                StoredHistory.Entry($0.value.record, digest: $0.value.digest)
            },
            isCancelled: cancelled.contains(run), attemptsBefore: starts * 100)
    }
}
