internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling

/// What the scheduler wants done.
extension CoordinatorLoop {
    func carryOut(_ effect: Effect) {
        switch effect {
        case .assign(let session, let assignment):
            post(ToWorker.Assign(assignment: assignment), to: session)
        case .cancel(let session, let attempt):
            post(ToWorker.Cancel(attempt: attempt), to: session)
        case .acknowledge(let session, let attempt):
            post(ToWorker.Acknowledge(attempt: attempt), to: session)
        case .dismiss(let session, let reason, let retry):
            peers.setWorker(session, false)
            post(ToWorker.Dismiss(reason: reason, retry: retry), to: session)
        case .adopt(let run, let kind):
            runs[run]!.kernelKind = kind
            writes.append(.kernelKind(run, kind))
        case .record(let run, let record):
            write(record, of: run)
        case .notify(let run, let counts, let notice):
            runs[run]!.counts = counts
            if !notice.isEmpty { runs[run]!.notice = notice }
            let message = ToClient.Advanced(run: run, counts: counts, notice: notice)
            for session in runs[run]!.watchers.keys.sorted() { post(message, to: session) }
        case .end(let run, let state, let kernelKind):
            runs[run]!.state = state
            runs[run]!.kernelKind = kernelKind
            runs[run]!.counts.running = 0
            writes.append(.end(run, state))
        }
    }

    private func write(_ record: JobRecord, of run: RunID) {
        let number = runs[run]!.records
        runs[run]!.records += 1
        guard let body = try? CanonicalJSON.encode(record) else {
            fatalError("a record that came as JSON cannot be written as JSON: \(record)")
        }
        writes.append(.record(run, number: number, job: record.job.name, body: body))
        recorded.append(JobID(run: run, name: record.job.name))
    }

    /// Sends every watcher the records that it lacks, as far as its queue takes them, and the end.
    func serveWatchers() throws {
        for run in runOrder where !runs[run]!.watchers.isEmpty {
            for session in runs[run]!.watchers.keys.sorted() {
                do {
                    try serve(session, run)
                } catch let error as CoordinationError {
                    logger.error("\(error)")
                    runs[run]!.watchers[session] = nil
                }
            }
        }
    }

    private func serve(_ session: SessionID, _ run: RunID) throws {
        while let next = runs[run]!.watchers[session], let peer = peers[session],
            peer.outbox.isEmpty
        {
            let file = runs[run]!
            if next < file.records {
                let bodies = try store.records(of: run, from: next, limit: 32)
                guard !bodies.isEmpty else { return }
                runs[run]!.watchers[session] = next + bodies.count
                for (index, record) in bodies.enumerated() {
                    let message = ToClient.Recorded(run: run, number: next + index)
                    try deliver(
                        message.envelope(from: session, payload: record), to: session)
                }
            } else if file.state != .active {
                runs[run]!.watchers[session] = nil
                let end = ToClient.Ended(
                    run: run, state: file.state, kernelKind: file.kernelKind ?? "")
                try deliver(end.envelope(from: session), to: session)
            } else {
                return
            }
        }
    }
}
