internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling

/// What the scheduler wants done.
extension CoordinatorLoop {
    func carryOut(_ effect: Effect) {
        switch effect {
        case .assign(let session, let assignment, let reads):
            assign(assignment, reads, to: session)
        case .cancel(let session, let attempt):
            post(ToWorker.Cancel(attempt: seal.stamped(attempt)), to: session)
        case .acknowledge(let session, let attempt):
            postOnceDurable(ToWorker.Acknowledge(attempt: seal.stamped(attempt)), to: session)
        case .dismiss(let session, let reason, let retry):
            peers.setWorker(session, false)
            if !retry { tellOfLeft(session, because: reason) }
            post(ToWorker.Dismiss(reason: reason, retry: retry), to: session)
        case .adopt(let run, let numerics):
            runs[run]?.numerics = numerics
            runs[run]?.isAdopting = true
            writes.append(.numerics(run, numerics))
            consequences.adopted.append(run)
        case .record(let run, let record, let digest):
            write(record, digest, of: run)
        case .notify(let run, let counts, let notice):
            runs[run]?.counts = counts
            if !notice.isEmpty { runs[run]?.notice = notice }
            runs[run]?.tellWatchers(notice)
        case .end(let run, let state, let numerics):
            writes.append(.end(run, state))
            consequences.ends.append((run, state, numerics))
        }
    }

    private func write(_ record: JobRecord, _ digest: ContentHash?, of run: RunID) {
        guard let number = runs[run]?.records else { return }
        runs[run]?.records = number + 1
        count(record, of: run)
        guard let stored = try? StoredRecord(record, number: number, digest: digest) else {
            fatalError("a record that came as JSON cannot be written as JSON: \(record)")
        }
        writes.append(.record(run, stored))
        consequences.recorded.append(JobID(run: run, name: record.job.name))
    }

    /// Sends a job with what it reads. An assignment that cannot be made now is missed by the
    /// scheduler, which makes it again.
    private func assign(
        _ assignment: Assignment, _ reads: [OutcomeToRead], to session: SessionID
    ) {
        var assignment = assignment
        let run = assignment.attempt.job.run
        let pending = writes.count
        if !reads.isEmpty {
            do {
                assignment.outcomes = try outcomes(reads, of: run)
            } catch {
                logger.error("\(error)")
                return
            }
        }
        assignment.attempt = seal.stamped(assignment.attempt)
        let message = ToWorker.Assign(assignment: assignment)
        if writes.count > pending || runs[run]?.isAdopting == true {
            postOnceDurable(message, to: session)
        } else {
            post(message, to: session)
        }
    }

    /// What a job reads, as a blob where it is more than a message should hold.
    func outcomes(_ reads: [OutcomeToRead], of run: RunID) throws -> ReadOutcomes {
        let outcomes = try store.outcomes(reads, of: run)
        let bytes = try CanonicalJSON.encode(outcomes)
        guard bytes.count > ReadOutcomes.room else { return .list(outcomes) }
        let hash = ContentHash(of: bytes)
        if try store.size(of: hash) == nil {
            for offset in stride(from: 0, to: bytes.count, by: BlobStore.pieceSize) {
                let piece = Data(bytes.dropFirst(offset).prefix(BlobStore.pieceSize))
                writes.append(.piece(hash, offset: offset, bytes: piece))
            }
            writes.append(.blob(hash, size: bytes.count))
        }
        return .blob(hash)
    }

    /// The records of a run contradict what is stored: it ends, and nobody else's do.
    func breakOff(_ run: RunID, because reason: String) {
        logger.error("a run breaks off", metadata: ["run.id": "\(run)", "reason": "\(reason)"])
        runs[run]?.records = (try? store.recordCount(of: run)) ?? 0
        let notice = "the run's records cannot be stored, so it ends: \(reason.prefix(300))"
        feed(.runBroke(run, reason: notice))
    }
}
