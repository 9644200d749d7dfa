internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling

/// What operators ask, and what they want of workers.
extension CoordinatorLoop {
    /// Runs that `status` tells of, the latest.
    private static let runsTold = 1000

    func status(_ message: FromClient.Status, _ session: SessionID) throws {
        let starts = (message.fromRun ?? 0, message.fromWorker ?? 0)
        guard min(starts.0, starts.1) >= 0, max(starts.0, starts.1) <= Peers.limit else {
            throw WireError("a status begins at run and worker 0 to \(Peers.limit)")
        }
        var overview = overview(fromRun: starts.0, fromWorker: starts.1)
        // So many attempts at a time fit a frame with the longest names there are; else fewer.
        var room = 4096
        while room > 0, try !overview.envelope(from: session).fits {
            overview.cut(attempts: room)
            room /= 2
        }
        post(overview, to: session)
    }

    private func overview(fromRun: Int, fromWorker: Int) -> ToClient.Overview {
        let found = scheduler.overview()
        let standings = Dictionary(found.runs.map { ($0.run, $0) }) { first, _ in first }
        let size = ToClient.Overview.pageSize
        let all = runOrder.suffix(Self.runsTold)
        let told = all.dropFirst(fromRun).prefix(size).compactMap { run -> RunOverview? in
            guard var file = runs[run] else { return nil }
            var overview = RunOverview(
                run: run, kind: file.kind, experiment: file.experiment, state: file.state,
                counts: file.counts, endings: file.endings)
            overview.counts.names = Array(file.counts.names.prefix(2))
            overview.ready = standings[run]?.ready ?? 0
            overview.obstacle = standings[run]?.obstacle ?? ""
            overview.notice = file.state == .active ? String(file.notice.prefix(300)) : ""
            overview.perSecond = file.pace.perSecond(at: now)
            overview.perMinute = file.pace.minute(at: now)
            return overview
        }
        return ToClient.Overview(
            runs: told, workers: Array(found.workers.dropFirst(fromWorker).prefix(size)),
            hosts: found.hosts, trouble: storeTrouble, runCount: all.count,
            workerCount: found.workers.count)
    }

    /// Takes note of how a job ended.
    func count(_ record: JobRecord, of run: RunID) {
        var kind: Failure.Kind?
        if case .failure(let failure) = record.outcome { kind = failure.kind }
        runs[run]?.endings.count(kind)
        if kind == nil { runs[run]?.pace.add(at: now) }
    }

    func drain(_ message: FromClient.Drain, _ session: SessionID) throws {
        guard authority(session, message.proof).isOperator else {
            throw WireError(
                "only an operator may drain workers: use the operator's key; without keys, the "
                    + "account that started the coordinator")
        }
        let concerned = scheduler.sessions(named: message.name).map(scheduler.words)
        guard !concerned.isEmpty else {
            let reason =
                "no worker and no host called \"\(message.name.prefix(100))\" is connected; "
                + "`preflight status` lists them"
            post(ToClient.Refused(reason: reason), to: session)
            return
        }
        for worker in concerned {
            logger.notice("worker drained", metadata: ["worker.name": "\(worker)"])
        }
        feed(.drained(message.name, now: message.now))
        post(ToClient.Draining(name: message.name, workers: concerned), to: session)
    }
}

extension ToClient.Overview {
    /// Lists so many attempts, those of the first workers; all are counted.
    fileprivate mutating func cut(attempts room: Int) {
        var left = room
        for index in workers.indices {
            let kept = min(left, workers[index].running.count)
            left -= kept
            workers[index].running = Array(workers[index].running.prefix(kept))
            workers[index].ages = Array(workers[index].ages.prefix(kept))
            workers[index].steps = Array(workers[index].steps.prefix(kept))
        }
    }
}
