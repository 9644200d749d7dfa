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
        case record(RunID, number: Int, job: String, body: Data)
        case end(RunID, RunState)
        case piece(ContentHash, offset: Int, bytes: Data)
        case blob(ContentHash, size: Int)
        case discardPieces(ContentHash)
    }

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
                try database.execute(sql: Self.schema)
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
        CREATE TABLE IF NOT EXISTS life (starts INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS run (
            place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, submission BLOB NOT NULL,
            jobs INTEGER NOT NULL, kernelKind TEXT, state TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS record (
            run TEXT NOT NULL, number INTEGER NOT NULL, job TEXT NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (run, number), UNIQUE (run, job)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS blob (hash TEXT PRIMARY KEY, size INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS piece (
            hash TEXT NOT NULL, offset INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (hash, offset));
        """

    /// Lets another coordinator open the file.
    func close() { try? queue.close() }

    /// Makes `writes` durable, all or none.
    func commit(_ writes: [Write]) throws(CoordinationError) {
        guard !writes.isEmpty else { return }
        do {
            try queue.write { database in
                for write in writes { try Self.apply(write, to: database) }
            }
        } catch {
            throw CoordinationError(.store, "cannot write to the store \(path): \(error)")
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
            case .record(let run, let number, let job, let body):
                ("INSERT INTO record VALUES (?, ?, ?, ?)", [run.text, number, job, body])
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
