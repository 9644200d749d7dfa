internal import Jobs
internal import OrderedCollections

extension Scheduler {
    mutating func submit(_ id: RunID, _ plan: RunPlan) {
        restore(id, plan, records: [], attemptsBefore: 0)
    }

    /// Takes up a run; the jobs that have records are done.
    mutating func restore(
        _ id: RunID, _ plan: RunPlan, records: [JobRecord], attemptsBefore: Int
    ) {
        guard runs[id] == nil else { return }
        if let flaw = plan.flaw {
            refuse(id, plan, flaw)
            return
        }
        runs[id] = ActiveRun(id: id, plan: plan, attemptsBefore: attemptsBefore)
        isRosterStale = true
        for record in records { remember(id, record) }
        let isLoose = { (job: ActiveJob) in !job.isDone && job.waitsFor == 0 }
        runs[id]!.enqueueAll(where: isLoose)
        for place in plan.jobs.indices where runs[id]!.jobs[place].isDone {
            concluded.append((id, place))
        }
    }

    private mutating func refuse(_ id: RunID, _ plan: RunPlan, _ flaw: String) {
        let counts = RunCounts(total: plan.jobs.count, running: 0, done: 0, slots: 0)
        effects.append(.notify(id, counts, notice: flaw))
        effects.append(.end(id, .incomplete, kernelKind: plan.kernelKind ?? ""))
    }

    private mutating func remember(_ id: RunID, _ record: JobRecord) {
        guard let place = runs[id]!.places[record.job.name], !runs[id]!.jobs[place].isDone else {
            return
        }
        runs[id]!.jobs[place].conclusion = conclusion(of: record.outcome, for: record.job)
        runs[id]!.jobs[place].phase = .recorded
        runs[id]!.recorded += 1
        if let seconds = record.execution?.seconds { runs[id]!.add(duration: seconds) }
        note(id, place, "found in the store")
    }

    /// Ends a run's jobs: those that run, too, unless `drain` lets them finish.
    mutating func cancel(_ id: RunID, drain: Bool) {
        guard let run = runs[id], run.isActive else { return }
        runs[id]!.isCancelled = true
        for place in run.jobs.indices {
            let job = runs[id]!.jobs[place]
            guard !job.isDone, !drain || job.attempts.isEmpty else { continue }
            conclude(id, place, Self.cancelled)
        }
    }

    static let cancelled = Outcome.failure(
        Failure(.cancelled, "the run was cancelled before this job ended"))

    /// The record is on disk: the workers that brought the result may forget it.
    mutating func settle(_ job: JobID) {
        guard let (id, place) = locate(job), runs[id]!.jobs[place].phase == .storing else { return }
        runs[id]!.jobs[place].phase = .recorded
        runs[id]!.recorded += 1
        note(id, place, "stored")
        let debts = runs[id]!.jobs[place].debts
        runs[id]!.jobs[place].debts = []
        for debt in debts { acknowledge(debt.session, debt.attempt) }
    }

    /// Says where each run stands, if that has changed, and ends those whose jobs are all stored.
    mutating func announce() {
        if isRosterStale { countSlots() }
        for id in Array(runs.keys) where runs[id]!.isActive {
            announce(id)
            if runs[id]!.recorded == runs[id]!.jobs.count { end(id) }
        }
    }

    private mutating func countSlots() {
        isRosterStale = false
        for id in Array(runs.keys) where runs[id]!.isActive {
            let (plan, kind) = (runs[id]!.plan, runs[id]!.kernelKind)
            runs[id]!.slots = workers.values.reduce(0) { sum, worker in
                sum + (worker.offers(plan.program, kernelKind: kind) ? worker.slots : 0)
            }
            runs[id]!.obstacle = Obstacle(workers: workers.values, plan: plan, kernelKind: kind)
        }
    }

    private mutating func announce(_ id: RunID) {
        let counts = runs[id]!.counts
        let obstacle = runs[id]!.queue.isEmpty ? nil : runs[id]!.obstacle
        let spoken = runs[id]!.notice.update(obstacle, at: clock, grace: settings.noticeGrace)
        guard counts != runs[id]!.told || spoken != nil else { return }
        runs[id]!.told = counts
        effects.append(.notify(id, counts, notice: spoken?.sentence ?? ""))
    }

    private mutating func end(_ id: RunID) {
        let run = runs[id]!
        let failures = run.jobs.compactMap { $0.conclusion?.failure }
        let state: RunState =
            if failures.contains(.cancelled) {
                .cancelled
            } else if failures.contains(where: { $0 != .heldBack }) {
                .incomplete
            } else {
                .completed
            }
        runs[id]!.state = state
        if !run.disagreements.isEmpty {
            let names = run.disagreements.joined(separator: ", ")
            let notice = "not deterministic: two attempts gave different results for \(names)"
            effects.append(.notify(id, run.counts, notice: notice))
        }
        effects.append(.end(id, state, kernelKind: run.kernelKind ?? ""))
        forgetOldRuns()
    }

    private mutating func forgetOldRuns() {
        let ended = runs.values.filter { !$0.isActive }.map(\.id)
        for id in ended.prefix(max(0, ended.count - settings.endedRunsKept)) {
            runs.removeValue(forKey: id)
        }
    }
}
