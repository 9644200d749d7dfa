public import Jobs
internal import OrderedCollections

/// Where one run stands, in `preflight status`.
public struct RunStanding: Hashable, Sendable {
    public var run: RunID
    public var kind: RunSubmission.Kind
    public var state: RunState
    public var counts: RunCounts
    /// Empty until the run has one.
    public var numerics: String
    /// Jobs of which two attempts brought different results.
    public var disagreements: [String]
    /// Jobs that could run at once.
    public var ready: Int
    /// Why they don't; empty where there are none.
    public var obstacle: String
}

extension Scheduler {
    /// Tells what happened to a job so far, one line per event, where the settings keep stories;
    /// empty for an unknown job.
    public func story(of job: JobID) -> [String] {
        guard let run = runs[job.run], let index = run.indices[job.name] else { return [] }
        return run.jobs[index].story
    }

    /// Tells where every run, every connected worker and every host in trouble stands, in order of
    /// arrival, the hosts by name.
    public func overview() -> (
        runs: [RunStanding], workers: [WorkerOverview], hosts: [HostOverview]
    ) {
        let standings = runs.values.map { run in
            RunStanding(
                run: run.id, kind: run.plan.kind, state: run.state, counts: run.counts,
                numerics: run.numerics ?? "", disagreements: run.disagreements,
                ready: run.queue.count, obstacle: obstacle(of: run))
        }
        let connected = surroundings.roster.workers.map { overview(of: $1, in: $0) }
        return (standings, connected, hosts)
    }

    private func overview(of worker: ConnectedWorker, in session: SessionID) -> WorkerOverview {
        var overview = WorkerOverview(
            name: worker.offer.name, host: worker.offer.host, slots: worker.slots,
            running: worker.attempts)
        for attempt in worker.attempts {
            let found = runs[attempt.job.run]?.attempt(attempt)
            overview.ages.append(found.map { seconds(since: $0.started) } ?? 0)
            overview.steps.append(found?.steps ?? 0)
        }
        overview.silence = seconds(since: worker.heard)
        if surroundings.roster.isDrained(session) {
            overview.standing = .draining
        } else if worker.isLeaving {
            overview.standing = .leaving
        } else if surroundings.clock - worker.heard >= worker.beat * settings.suspectBeats {
            overview.standing = .silent
        }
        return overview
    }

    private func seconds(since instant: Instant) -> Double {
        max(0, (surroundings.clock - instant) / .seconds(1))
    }

    private func obstacle(of run: ActiveRun) -> String {
        guard run.isActive, !run.queue.isEmpty else { return "" }
        if let obstacle = run.obstacle { return obstacle.sentence }
        let absent = surroundings.roster.absences
        if run.attemptsBefore > 0, absent.holdsBack(at: surroundings.clock) {
            return "workers that fell silent may come back with what they hold"
        }
        return run.slots == 1
            ? "the one slot that could run them is busy"
            : "the \(run.slots) slots that could run them are busy"
    }

    private var hosts: [HostOverview] {
        surroundings.roster.hosts.sorted { $0.key < $1.key }.compactMap { host, standing in
            if let words = standing.drainedBecause {
                return HostOverview(host: host, standing: .drained, words: words)
            }
            if let end = standing.restsUntil, standing.rests(at: surroundings.clock) {
                return HostOverview(
                    host: host, standing: .rests, words: standing.trouble ?? "",
                    seconds: (end - surroundings.clock) / .seconds(1))
            }
            guard standing.isDoubtful else { return nil }
            return HostOverview(
                host: host, standing: .doubtful, words: standing.deaths.last?.words ?? "")
        }
    }
}
