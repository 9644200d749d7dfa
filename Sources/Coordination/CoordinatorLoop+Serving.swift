internal import Foundation
internal import Jobs
internal import Logging

/// What goes out as fast as its readers read: pieces of blobs, and what watchers are told. Nothing
/// of it is read from the disk before it can be sent.
extension CoordinatorLoop {
    /// Runs that one session may watch.
    static let watchLimit = 64
    /// Watchers in all.
    static let watcherLimit = 16_384
    /// Bytes of records that are read at a time.
    private static let batchSize = 256 << 10

    /// Sends each worker the piece that it asked for last.
    func serveFetches() throws {
        for session in fetches.keys.sorted() where peers.isOpen(session) {
            guard let wanted = fetches.removeValue(forKey: session) else { continue }
            do {
                let found = try blobs.piece(of: wanted.hash, from: wanted.offset)
                let piece = ToWorker.Piece(
                    hash: wanted.hash, offset: wanted.offset, size: found?.size ?? -1)
                post(piece, to: session, payload: found?.bytes ?? Data())
            } catch {
                logger.error("\(error)")
            }
        }
        fetches = fetches.filter { peers[$0.key] != nil }
    }

    /// Sends every watcher what it lacks: the run, where it stands, its records, its end.
    func serveWatchers() throws {
        for run in watched.sorted() {
            for session in runs[run]?.watchers.keys.sorted() ?? [] {
                do {
                    try serve(session, run)
                } catch let error as CoordinationError {
                    logger.error("\(error)")
                    unwatch(run, session)
                }
            }
            if runs[run]?.watchers.isEmpty ?? true { watched.remove(run) }
        }
    }

    private func serve(_ session: SessionID, _ run: RunID) throws {
        while peers.isOpen(session), let file = runs[run], let watcher = file.watchers[session] {
            if !watcher.isDescribed {
                runs[run]?.watchers[session]?.isDescribed = true
                try describe(run, file, to: session)
            } else if let notice = watcher.notices.first {
                runs[run]?.watchers[session]?.notices.removeFirst()
                let message = ToClient.Advanced(run: run, counts: file.counts, notice: notice)
                try deliver(message.envelope(from: session), to: session)
            } else if watcher.next < file.records {
                guard try sendRecords(of: run, from: watcher.next, to: session) else { return }
            } else if file.state != .active {
                unwatch(run, session)
                let end = ToClient.Ended(
                    run: run, state: file.state, numerics: file.numerics ?? "",
                    records: file.records)
                try deliver(end.envelope(from: session), to: session)
            } else {
                return
            }
        }
    }

    private func describe(_ run: RunID, _ file: RunFile, to session: SessionID) throws {
        guard let bytes = try store.submission(of: run) else {
            // It is on its way to the disk.
            runs[run]?.watchers[session]?.isDescribed = false
            return
        }
        let submission = try CanonicalJSON.decode(RunSubmission.self, from: bytes)
        post(
            ToClient.Run(
                run: run, submission: submission, jobs: file.counts.total,
                numerics: file.numerics),
            to: session)
    }

    /// Sends some of a run's records; false where the disk has none yet.
    private func sendRecords(
        of run: RunID, from next: Int, to session: SessionID
    ) throws -> Bool {
        let bodies = try store.records(of: run, from: next, bytes: Self.batchSize)
        for (index, record) in bodies.enumerated() {
            runs[run]?.watchers[session]?.next = next + index + 1
            let message = ToClient.Recorded(run: run, number: next + index)
            try deliver(message.envelope(from: session, payload: record), to: session)
        }
        return !bodies.isEmpty
    }

    /// Takes up a watcher, in the place of the same one's earlier wish.
    func watch(_ run: RunID, from next: Int, by session: SessionID) throws {
        let isNew = runs[run]?.watchers[session] == nil
        guard !isNew || watching[session, default: 0] < Self.watchLimit,
            !isNew || watching.values.reduce(0, +) < Self.watcherLimit
        else {
            throw WireError(
                "a session watches at most \(Self.watchLimit) runs, and all together at most "
                    + "\(Self.watcherLimit)")
        }
        if isNew { watching[session, default: 0] += 1 }
        let notice = runs[run]?.notice ?? ""
        runs[run]?.watchers[session] = RunFile.Watcher(next: next, notices: [notice])
        watched.insert(run)
    }

    func unwatch(_ run: RunID, _ session: SessionID) {
        guard runs[run]?.watchers.removeValue(forKey: session) != nil else { return }
        let left = watching[session, default: 0] - 1
        watching[session] = left > 0 ? left : nil
    }
}
