internal import DequeModule
internal import Jobs
internal import OrderedCollections

extension Scheduler {
    /// Checks what must hold after every event, and returns what does not, as sentences.
    public func checkInvariants() -> [String] {
        runs.values.flatMap(violations(of:)) + workerViolations()
    }

    private func workerViolations() -> [String] {
        var found: [String] = []
        var load: [String: Int] = [:]
        for (session, worker) in surroundings.roster.workers {
            load[worker.offer.host, default: 0] += worker.attempts.count
            if worker.attempts.count > worker.slots + settings.prefetch {
                found.append("\(session) has \(worker.attempts.count) attempts on its slots")
            }
            let hasRoom = worker.attempts.count < worker.slots + settings.prefetch
            if surroundings.roster.roomy.contains(session) != hasRoom {
                found.append("\(session) is wrongly said to have room, or none")
            }
            if surroundings.roster.incarnations[worker.offer.incarnation] != session {
                found.append("\(session) is not the session of its worker")
            }
            if let solitary = worker.solitary, !worker.attempts.contains(solitary) {
                found.append("\(session) is kept for \(solitary), which it does not have")
            }
            for attempt in worker.attempts
            where runs[attempt.job.run]?.attempt(attempt)?.session != session {
                found.append("\(session) has \(attempt), which its job does not know")
            }
        }
        if load.filter({ $0.value > 0 }) != surroundings.roster.load {
            found.append("the hosts' load is \(load), not \(surroundings.roster.load)")
        }
        return found
    }

    private func violations(of run: ActiveRun) -> [String] {
        var found: [String] = []
        func expect(_ holds: Bool, _ sentence: String) {
            if !holds { found.append("\(run.id): \(sentence)") }
        }
        var (queued, running, recorded, planners) = (0, 0, 0, 0)
        for job in run.jobs {
            found += violations(of: job, in: run)
            switch job.state {
            case .waiting, .storing: break
            case .queued: queued += 1
            case .running: running += 1
            case .recorded: recorded += 1
            }
            if job.plan.plans, !job.isDone { planners += 1 }
        }
        expect(run.queue.count == queued, "\(queued) jobs are queued, \(run.queue.count) listed")
        for (turn, next) in zip(run.queue, run.queue.dropFirst()) {
            expect(turn < next, "the queue is out of order")
        }
        for turn in run.queue {
            if case .queued = run.jobs[turn.job].state { continue }
            expect(false, "\(run.jobs[turn.job].plan.name) is in the queue wrongly")
        }
        expect(run.running.count == running, "\(run.running.count) jobs run, not \(running)")
        expect(run.recorded == recorded, "\(run.recorded) jobs are stored, not \(recorded)")
        expect(run.isActive || recorded == run.jobs.count, "it ended before its jobs")
        expect(run.indices.count == run.jobs.count, "two jobs have one name")
        expect(run.planners == planners, "\(run.planners) planners are open, not \(planners)")
        return found
    }

    private func violations(of job: ActiveJob, in run: ActiveRun) -> [String] {
        if job.isRecorded { return [] }
        var found: [String] = []
        let name = job.plan.name
        let numbers = job.attempts.map(\.number)
        if Set(numbers).count != numbers.count { found.append("\(name) runs an attempt twice") }
        if numbers.contains(where: { $0 > job.history.highest || job.history.hasEnded($0) }) {
            found.append("\(name) runs an attempt that has ended")
        }
        let isOpen = job.reads.contains { !run.jobs[$0.index].isRecorded }
        switch job.state {
        case .waiting(let count):
            if count < 1 { found.append("\(name) waits for nothing") }
        case .running(let attempts):
            if attempts.isEmpty { found.append("\(name) runs without an attempt") }
            if isOpen { found.append("\(name) runs before what it reads is stored") }
        case .queued:
            if isOpen { found.append("\(name) is queued before what it reads is stored") }
        case .storing, .recorded: break
        }
        if let planner = job.planner, !run.jobs[planner].isDone {
            found.append("\(name) is there before its plan")
        }
        if job.attempts.contains(where: { surroundings.roster[$0.session] == nil }) {
            found.append("\(name) runs in a session that is over")
        }
        return found
    }
}
