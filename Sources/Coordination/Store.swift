internal import Foundation
internal import GRDB
internal import Jobs

/// The coordinator's SQLite file: runs, records and uploaded blobs.
///
/// One process at a time has it open. What `commit` has returned from is on the disk
/// (write-ahead log, `synchronous = FULL`).
final class Store: Sendable {
    /// One change; all changes of a `commit` become durable together.
    enum Write: Sendable {
        case run(RunID, submission: Data, jobs: Int)
        case kernelKind(RunID, String)
        case record(RunID, StoredRecord)
        /// The run was cancelled or drained.
        case cancel(RunID)
        case end(RunID, RunState)
        case piece(ContentHash, offset: Int, bytes: Data)
        case blob(ContentHash, size: Int)
        case discardPieces(ContentHash)

        /// The run that it belongs to.
        var run: RunID? {
            switch self {
            case .run(let run, _, _), .kernelKind(let run, _), .record(let run, _),
                .cancel(let run), .end(let run, _):
                run
            case .piece, .blob, .discardPieces: nil
            }
        }
    }

    /// A change that the database does not take, as when a record is there already.
    private struct Contradiction: Error {
        var run: RunID
        var reason: String
    }

    /// Grows with each change of the tables.
    private static let version = 2

    let path: String
    let queue: DatabaseQueue

    /// Opens or creates the file.
    /// - Throws: `CoordinationError` where that fails or another process has it open.
    init(path: String) throws(CoordinationError) {
        self.path = path
        do {
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            try queue.write { database in
                try Self.prepare(database)
                try database.execute(
                    sql: "DELETE FROM piece WHERE hash NOT IN (SELECT hash FROM blob)")
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw CoordinationError(
                .store, "another coordinator has \(path) open: stop it, or choose another --store")
        } catch {
            throw CoordinationError(.store, "cannot open the store \(path): \(error)")
        }
    }

    private static func prepare(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard try found == version || !database.tableExists("run") else {
            throw WireError(
                "another release of Preflight wrote it: finish its runs with that one, or choose "
                    + "another --store")
        }
        try database.execute(sql: schema)
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    private static let schema = """
        CREATE TABLE IF NOT EXISTS start (number INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS run (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, submission BLOB NOT NULL,
            jobs INTEGER NOT NULL, kernelKind TEXT, state TEXT NOT NULL,
            isCancelled INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS record (
            run TEXT NOT NULL, path TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT,
            trial BLOB, body BLOB NOT NULL,
            PRIMARY KEY (run, path), UNIQUE (run, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS blob (hash TEXT PRIMARY KEY, size INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS piece (
            hash TEXT NOT NULL, offset INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (hash, offset));
        """

    /// Lets another coordinator open the file.
    func close() { try? queue.close() }

    /// Makes `writes` durable, all or none, but for those of runs whose records contradict what is
    /// stored: these are returned, each with the reason.
    func commit(_ writes: [Write]) throws(CoordinationError) -> [RunID: String] {
        var writes = writes
        var broken: [RunID: String] = [:]
        while !writes.isEmpty {
            do {
                try queue.write { database in
                    for write in writes { try Self.applyOrObject(write, to: database) }
                }
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

    private static func applyOrObject(_ write: Write, to database: Database) throws {
        do {
            try apply(write, to: database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            guard let run = write.run else { throw error }
            throw Contradiction(run: run, reason: "\(error)")
        }
    }

    private static func apply(_ write: Write, to database: Database) throws {
        let (sql, arguments): (String, StatementArguments) =
            switch write {
            case .run(let run, let submission, let jobs):
                (
                    "INSERT INTO run (id, submission, jobs, state) VALUES (?, ?, ?, 'active')",
                    [run.text, submission, jobs]
                )
            case .kernelKind(let run, let kind):
                ("UPDATE run SET kernelKind = ? WHERE id = ?", [kind, run.text])
            case .record(let run, let record):
                (
                    "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)",
                    [
                        run.text, record.path.text, record.number, record.digest?.text,
                        record.trial, record.body,
                    ]
                )
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
            }
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
