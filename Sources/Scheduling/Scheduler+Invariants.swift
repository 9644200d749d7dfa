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
        for (session, worker) in workers {
            load[worker.offer.host, default: 0] += worker.attempts.count
            if worker.attempts.count > worker.slots + settings.prefetch {
                found.append("\(session) has \(worker.attempts.count) attempts on its slots")
            }
            for attempt in worker.attempts {
                let place = locate(attempt.job)
                let known = place.flatMap { runs[$0.run]!.jobs[$0.place].attempt(attempt.number) }
                if known?.session != session {
                    found.append("\(session) has \(attempt), which its job does not know")
                }
            }
        }
        if load.filter({ $0.value > 0 }) != self.load.filter({ $0.value > 0 }) {
            found.append("the hosts' load is \(load), not \(self.load)")
        }
        return found
    }

    private func violations(of run: ActiveRun) -> [String] {
        var found: [String] = []
        func expect(_ holds: Bool, _ sentence: String) {
            if !holds { found.append("\(run.id): \(sentence)") }
        }
        for (place, job) in run.jobs.enumerated() {
            for sentence in violations(of: job) { expect(false, sentence) }
            let isQueued = run.queue.contains(run.ranks[place])
            expect(isQueued == (job.phase == .queued), "\(job.plan.name) is in the queue wrongly")
        }
        expect(run.queue.elementsEqual(run.queue.sorted()), "the queue is out of order")
        let running = run.jobs.count { !$0.attempts.isEmpty }
        expect(run.running == running, "\(run.running) jobs run, not \(running)")
        let recorded = run.jobs.count { $0.phase == .recorded }
        expect(run.recorded == recorded, "\(run.recorded) jobs are stored, not \(recorded)")
        expect(run.isActive || recorded == run.jobs.count, "it ended before its jobs")
        return found
    }

    private func violations(of job: ActiveJob) -> [String] {
        var found: [String] = []
        let name = job.plan.name
        let numbers = job.attempts.map(\.number)
        if Set(numbers).count != numbers.count { found.append("\(name) runs an attempt twice") }
        if numbers.contains(where: { $0 > job.highest || job.ended.contains($0) }) {
            found.append("\(name) runs an attempt that has ended")
        }
        if (job.phase == .running) == job.attempts.isEmpty {
            found.append("\(name) is \(job.phase) with \(numbers.count) attempts")
        }
        if job.isDone != (job.phase == .storing || job.phase == .recorded) {
            found.append("\(name) is \(job.phase), its outcome says otherwise")
        }
        if job.phase == .waiting && job.waitsFor == 0 || job.phase == .queued && job.waitsFor > 0 {
            found.append("\(name) is \(job.phase) and waits for \(job.waitsFor)")
        }
        if job.attempts.contains(where: { workers[$0.session] == nil }) {
            found.append("\(name) runs in a session that is over")
        }
        return found
    }
}
