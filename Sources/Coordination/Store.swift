internal import Foundation
internal import GRDB
internal import Glibc
package import Jobs
internal import Scheduling
internal import Synchronization

/// The coordinator's SQLite file: runs, records and uploaded blobs.
///
/// One process at a time has it open. What `commit` has returned from is on the disk (write-ahead
/// log, `synchronous = FULL`). One thread commits; any thread may read what is committed meanwhile.
package final class Store: Storage {
    /// A change that the database does not take, as when a record is there already.
    private struct Contradiction: Error {
        var run: RunID
        var reason: String
    }

    let path: String
    let pool: DatabasePool
    private let ledger: Ledger
    private let standing: Mutex<Ledger.Standing>
    /// What is wrong with where it lies; empty where nothing is.
    let warning: String

    /// Opens or creates the file, readable by its owner alone.
    /// - Throws: `CoordinationError` where that fails, another process has it open, or it has lost
    ///   what its ledger knows of.
    package init(path: String) throws(CoordinationError) {
        self.path = path
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CoordinationError(.store, "cannot make the folder of the store \(path): \(error)")
        }
        ledger = try Ledger(path: path + "-ledger")
        let known = try ledger.read()
        warning = FileSystem.warning(of: folder.path)
        do {
            try Self.protect(path)
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try pool.writeWithoutTransaction { database in
                if known?.isClosed != true { try Self.check(database) }
            }
            try pool.write { database in
                try Self.prepare(database)
                try database.execute(
                    sql: "DELETE FROM piece WHERE hash NOT IN (SELECT hash FROM blob)")
            }
            let found = try pool.read { database in
                Ledger.Standing(
                    commits: try Int.fetchOne(database, sql: "SELECT count FROM commits") ?? 0,
                    runs: try Int.fetchOne(database, sql: "SELECT count(*) FROM run") ?? 0,
                    isClosed: false)
            }
            try Self.compare(found, with: known, path)
            standing = Mutex(found)
            ledger.write(found)
        } catch let error as CoordinationError {
            throw error
        } catch {
            throw CoordinationError(.store, "cannot open the store \(path): \(error)")
        }
    }

    /// The corresponding C functions are `open` and `chmod`.
    private static func protect(_ path: String) throws(CoordinationError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CoordinationError(
                .store, "cannot open the store \(path): \(String(cString: strerror(errno)))")
        }
        Glibc.close(descriptor)
        chmod(path, 0o600)
    }

    /// A store that was not closed in order is looked through before it is trusted.
    private static func check(_ database: Database) throws {
        let words = try String.fetchAll(database, sql: "PRAGMA quick_check(3)")
        guard words == ["ok"] else {
            throw WireError(
                "it is damaged (\(words.joined(separator: "; "))): restore it from a copy, or "
                    + "move it and its ledger away to start with an empty one")
        }
    }

    private static func compare(
        _ found: Ledger.Standing, with known: Ledger.Standing?, _ path: String
    ) throws(CoordinationError) {
        guard let known, known.commits > found.commits else { return }
        throw CoordinationError(
            .store,
            "the store \(path) has lost what was in it: \(found.runs) runs and "
                + "\(found.commits) commits where its ledger \(path)-ledger knows of "
                + "\(known.runs) and \(known.commits). Was it, or \(path)-wal, removed or cut? "
                + "Restore both, or remove the ledger too to start with what is left")
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    /// Lets another coordinator open the file.
    package func close() {
        try? pool.close()
        standing.withLock { standing in
            standing.isClosed = true
            ledger.write(standing)
        }
        ledger.unlock()
    }

    /// Makes `writes` durable, all or none, but for those of runs whose records contradict what is
    /// stored: these are returned, each with the reason.
    package func commit(_ writes: [StoreWrite]) throws(CoordinationError) -> [RunID: String] {
        var writes = writes
        var broken: [RunID: String] = [:]
        while !writes.isEmpty {
            do {
                try pool.write { database in
                    for write in writes { try Self.applyOrObject(write, to: database) }
                    try database.cachedStatement(sql: "UPDATE commits SET count = count + 1")
                        .execute()
                }
                note(writes)
                return broken
            } catch let contradiction as Contradiction {
                broken[contradiction.run] = contradiction.reason
                writes.removeAll { $0.run == contradiction.run }
            } catch {
                throw CoordinationError(.store, "cannot write to the store \(path): \(error)")
            }
        }
        return broken
    }

    private func note(_ writes: [StoreWrite]) {
        let runs = writes.count { if case .run = $0 { true } else { false } }
        standing.withLock { standing in
            standing.commits += 1
            standing.runs += runs
            ledger.write(standing)
        }
    }

    private static func applyOrObject(_ write: StoreWrite, to database: Database) throws {
        do {
            try apply(write, to: database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            guard let run = write.run else { throw error }
            throw Contradiction(run: run, reason: "\(error)")
        }
    }

    static func apply(_ write: StoreWrite, to database: Database) throws {
        let (sql, arguments): (String, StatementArguments) =
            switch write {
            case .run(let run, let submission, let jobs, let name):
                (
                    "INSERT INTO run (id, submission, jobs, state, owner, submissionID) "
                        + "VALUES (?, ?, ?, 'active', ?, ?)",
                    [run.text, submission, jobs, name.owner, name.id]
                )
            case .numerics(let run, let name):
                ("UPDATE run SET numerics = ? WHERE id = ?", [name, run.text])
            case .record(let run, let record):
                try insertion(of: record, run, database)
            case .cancel(let run):
                ("UPDATE run SET isCancelled = 1 WHERE id = ?", [run.text])
            case .end(let run, let state):
                ("UPDATE run SET state = ? WHERE id = ?", [state.rawValue, run.text])
            case .piece(let hash, let offset, let bytes):
                ("INSERT OR REPLACE INTO piece VALUES (?, ?, ?)", [hash.text, offset, bytes])
            case .blob(let hash, let size):
                ("INSERT OR REPLACE INTO blob VALUES (?, ?)", [hash.text, size])
            case .discardPieces(let hash):
                ("DELETE FROM piece WHERE hash = ?", [hash.text])
            case .workerJoined(let incarnation):
                ("INSERT OR IGNORE INTO worker VALUES (?)", [incarnation])
            case .workerLeft(let incarnation):
                ("DELETE FROM worker WHERE incarnation = ?", [incarnation])
            }
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Writes the record's columns; returns what writes its content.
    private static func insertion(
        of record: StoredRecord, _ run: RunID, _ database: Database
    ) throws -> (String, StatementArguments) {
        let entry = record.entry
        let columns = try entry.ending.columns
        try database.cachedStatement(
            sql: "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            run.text, entry.path.text, record.number, entry.job, columns.ending, columns.detail,
            columns.plan, entry.digest?.text, entry.seconds, record.trial,
        ])
        return ("INSERT INTO content VALUES (?, ?, ?)", [run.text, record.number, record.body])
    }
}
