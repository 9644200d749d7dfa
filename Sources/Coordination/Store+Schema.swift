internal import Foundation
internal import GRDB
internal import Jobs

/// The tables, and how those of earlier releases become today's.
extension Store {
    /// Grows with each change of the tables.
    static let version = 4

    private static let schema = """
        CREATE TABLE start (number INTEGER NOT NULL);
        CREATE TABLE commits (count INTEGER NOT NULL);
        INSERT INTO commits VALUES (0);
        CREATE TABLE worker (incarnation TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE run (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, submission BLOB NOT NULL,
            jobs INTEGER NOT NULL, numerics TEXT, state TEXT NOT NULL,
            isCancelled INTEGER NOT NULL DEFAULT 0, owner TEXT, submissionID TEXT,
            UNIQUE (owner, submissionID));
        CREATE TABLE secret (bytes BLOB NOT NULL);
        CREATE TABLE record (
            run TEXT NOT NULL, path TEXT NOT NULL, number INTEGER NOT NULL, job TEXT NOT NULL,
            ending TEXT NOT NULL, detail TEXT, plan BLOB, digest TEXT, seconds REAL, trial BLOB,
            PRIMARY KEY (run, path), UNIQUE (run, number)) WITHOUT ROWID;
        CREATE TABLE content (
            run TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (run, number));
        CREATE TABLE blob (hash TEXT PRIMARY KEY, size INTEGER NOT NULL);
        CREATE TABLE piece (
            hash TEXT NOT NULL, offset INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (hash, offset));
        """

    /// Makes the tables of a new file, or brings those of an earlier release up to date.
    static func prepare(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if try !database.tableExists("run") {
            try database.execute(sql: schema)
        } else if found == 2 {
            try migrateFromSecond(database)
        } else if found == 3 {
            try database.execute(sql: "ALTER TABLE run RENAME COLUMN kernelKind TO numerics")
        } else if found != version {
            throw WireError(
                "release \(found) of the store's tables is unknown to this one, which has "
                    + "\(version): finish its runs with the release that wrote it, or choose "
                    + "another --store")
        }
        if try Data.fetchOne(database, sql: "SELECT bytes FROM secret") == nil {
            try database.execute(
                sql: "INSERT INTO secret VALUES (?)", arguments: [Seal.drawSecret()])
        }
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// Records were kept as JSON alone.
    private static func migrateFromSecond(_ database: Database) throws {
        for table in ["run", "record", "blob", "piece", "start"] {
            try database.execute(sql: "ALTER TABLE \(table) RENAME TO \(table)2")
        }
        try database.execute(sql: schema)
        try database.execute(
            sql: """
                INSERT INTO run SELECT *, NULL, NULL FROM run2;
                INSERT INTO blob SELECT * FROM blob2;
                INSERT INTO piece SELECT * FROM piece2;
                INSERT INTO start SELECT * FROM start2;
                """)
        let rows = try Row.fetchCursor(
            database, sql: "SELECT run, number, digest, body FROM record2 ORDER BY run, number")
        while let row = try rows.next() {
            let digest: String? = row["digest"]
            let record = try CanonicalJSON.decode(JobRecord.self, from: row["body"])
            let stored = try StoredRecord(
                record, number: row["number"], digest: digest.flatMap(ContentHash.init(text:)))
            try apply(.record(RunID(row["run"]), stored), to: database)
        }
        for table in ["run", "record", "blob", "piece", "start"] {
            try database.execute(sql: "DROP TABLE \(table)2")
        }
    }
}
