internal import Foundation
internal import GRDB
internal import Jobs

extension Store {
    /// A run as the store knows it.
    struct StoredRun: Sendable {
        var run: RunID
        var submission: RunSubmission
        var jobs: Int
        var kernelKind: String?
        var state: RunState
        var records: Int
    }

    /// Counts this start; returns how many there were before.
    func countStart() throws(CoordinationError) -> Int {
        try reading { database in
            let before = try Int.fetchOne(database, sql: "SELECT count(*) FROM life") ?? 0
            try database.execute(sql: "INSERT INTO life VALUES (?)", arguments: [before])
            return before
        }
    }

    /// All runs in the order in which they were submitted.
    func runs() throws(CoordinationError) -> [StoredRun] {
        try reading { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT *, (SELECT count(*) FROM record WHERE run = run.id) AS records
                    FROM run ORDER BY place
                    """)
            return try rows.map(Self.storedRun)
        }
    }

    private static func storedRun(_ row: Row) throws -> StoredRun {
        guard let state = RunState(rawValue: row["state"]) else {
            throw WireError("a run has the unknown state \"\(row["state"] as String)\"")
        }
        return StoredRun(
            run: RunID(row["id"]),
            submission: try CanonicalJSON.decode(RunSubmission.self, from: row["submission"]),
            jobs: row["jobs"], kernelKind: row["kernelKind"], state: state, records: row["records"])
    }

    /// The bytes of a run's submission.
    func submission(of run: RunID) throws(CoordinationError) -> Data? {
        try reading { database in
            try Data.fetchOne(
                database, sql: "SELECT submission FROM run WHERE id = ?", arguments: [run.text])
        }
    }

    /// The bytes of at most `limit` records of a run, from number `from` on, in order.
    func records(
        of run: RunID, from number: Int, limit: Int
    ) throws(CoordinationError) -> [Data] {
        try reading { database in
            try Data.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT body FROM record WHERE run = ? AND number >= ?
                        ORDER BY number LIMIT ?
                        """),
                arguments: [run.text, number, limit])
        }
    }

    /// The size of a complete blob; nil where the store lacks it.
    func size(of blob: ContentHash) throws(CoordinationError) -> Int? {
        try reading { database in
            try Int.fetchOne(
                database.cachedStatement(sql: "SELECT size FROM blob WHERE hash = ?"),
                arguments: [blob.text])
        }
    }

    /// At most `count` bytes of a blob from `offset` on.
    func bytes(
        of blob: ContentHash, from offset: Int, count: Int
    ) throws(CoordinationError) -> Data {
        try reading { database in
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT offset, bytes FROM piece WHERE hash = ? AND offset <= ?
                        ORDER BY offset DESC LIMIT 1
                        """),
                arguments: [blob.text, offset])
            guard let row else { return Data() }
            let bytes: Data = row["bytes"]
            return Data(bytes.dropFirst(offset - row["offset"]).prefix(count))
        }
    }

    private func reading<Value>(
        _ body: (Database) throws -> Value
    ) throws(CoordinationError) -> Value {
        do {
            return try queue.writeWithoutTransaction(body)
        } catch {
            throw CoordinationError(.store, "cannot read the store \(path): \(error)")
        }
    }
}
