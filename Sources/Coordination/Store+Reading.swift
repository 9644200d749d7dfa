package import Foundation
internal import GRDB
package import Jobs
package import Scheduling

extension Store {
    /// Counts this start; returns how many there were before.
    package func countStart() throws(CoordinationError) -> Int {
        try writing { database in
            let before = try Int.fetchOne(database, sql: "SELECT count(*) FROM start") ?? 0
            try database.execute(sql: "INSERT INTO start VALUES (?)", arguments: [before])
            return before
        }
    }

    /// All runs in the order in which they were submitted.
    package func runs() throws(CoordinationError) -> [StoredRun] {
        try reading { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT *, (SELECT count(*) FROM record WHERE run = run.id) AS records
                    FROM run ORDER BY number
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
            jobs: row["jobs"], numerics: row["numerics"], state: state,
            isCancelled: row["isCancelled"], records: row["records"],
            name: (row["owner"] as String?).flatMap { owner in
                (row["submissionID"] as String?).map { SubmissionName(owner: owner, id: $0) }
            })
    }

    /// By this the store's coordinators know the attempts that they gave to workers.
    package func seal() throws(CoordinationError) -> Seal {
        let bytes = try reading { database in
            try Data.fetchOne(database, sql: "SELECT bytes FROM secret")
        }
        guard let seal = bytes.flatMap(Seal.init(secret:)) else {
            throw CoordinationError(.store, "the store \(path) has lost its secret")
        }
        return seal
    }

    /// How the records of each run ended.
    package func endings() throws(CoordinationError) -> [RunID: RunEndings] {
        try reading { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT run, ending = 'failure' AS isFailure, detail, count(*) AS count
                    FROM record GROUP BY run, isFailure, CASE WHEN isFailure THEN detail END
                    """)
            var endings: [RunID: RunEndings] = [:]
            for row in rows {
                let detail: String? = row["detail"]
                let isFailure: Bool = row["isFailure"]
                let kind = isFailure ? detail.flatMap(Failure.Kind.init(rawValue:)) : nil
                endings[RunID(row["run"]), default: RunEndings()].count(
                    isFailure ? kind ?? .refused : nil, row["count"])
            }
            return endings
        }
    }

    /// The bytes of a run's submission.
    package func submission(of run: RunID) throws(CoordinationError) -> Data? {
        try reading { database in
            try Data.fetchOne(
                database, sql: "SELECT submission FROM run WHERE id = ?", arguments: [run.text])
        }
    }

    /// All that is stored of a run's jobs, for the scheduler.
    package func history(of run: RunID) throws(CoordinationError) -> [StoredHistory.Entry] {
        try reading { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT path, job, ending, detail, plan, digest, seconds FROM record
                    WHERE run = ?
                    """, arguments: [run.text])
            var entries: [StoredHistory.Entry] = []
            while let row = try rows.next() {
                let digest: String? = row[5]
                guard let path = TreePath(text: row[0]) else {
                    throw WireError("a record has the path \"\(row[0] as String)\"")
                }
                entries.append(
                    StoredHistory.Entry(
                        job: row[1], path: path,
                        ending: try StoredHistory.Ending(
                            ending: row[2], detail: row[3], plan: row[4]),
                        digest: digest.flatMap(ContentHash.init(text:)), seconds: row[6]))
            }
            return entries
        }
    }

    /// The worker processes that were in session when the coordinator ended.
    package func workers() throws(CoordinationError) -> [String] {
        try reading { database in
            try String.fetchAll(database, sql: "SELECT incarnation FROM worker ORDER BY 1")
        }
    }

    /// What a job reads of the stored records of its run, in order.
    package func outcomes(
        _ reads: [OutcomeToRead], of run: RunID
    ) throws(CoordinationError) -> [ReadOutcome] {
        try reading { database in
            let bodies = try database.cachedStatement(
                sql: """
                    SELECT body FROM record JOIN content USING (run, number)
                    WHERE run = ? AND path = ?
                    """)
            let trials = try database.cachedStatement(
                sql: "SELECT trial FROM record WHERE run = ? AND path = ?")
            return try reads.map { read in
                let key: StatementArguments = [run.text, read.path.text]
                switch read.part {
                case .outcome:
                    guard let body = try Data.fetchOne(bodies, arguments: key) else {
                        throw WireError("\(read.job) has no record")
                    }
                    let record = try CanonicalJSON.decode(JobRecord.self, from: body)
                    return ReadOutcome(job: read.job, content: .outcome(record.outcome))
                case .metric(let name):
                    let trial = try Data.fetchOne(trials, arguments: key)
                    let score = try StoredRecord.score(name, in: trial)
                    return ReadOutcome(job: read.job, content: .score(score))
                }
            }
        }
    }

    /// The number of a job's record; nil where it has none.
    package func number(of job: String, in run: RunID) throws(CoordinationError) -> Int? {
        try reading { database in
            try Int.fetchOne(
                database, sql: "SELECT number FROM record WHERE run = ? AND job = ?",
                arguments: [run.text, job])
        }
    }

    /// How many records of a run there are.
    package func recordCount(of run: RunID) throws(CoordinationError) -> Int {
        try reading { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM record WHERE run = ?", arguments: [run.text])
                ?? 0
        }
    }

    /// The bytes of some records of a run, from number `from` on, in order: as many as reach `size`
    /// bytes.
    package func records(
        of run: RunID, from number: Int, bytes size: Int
    ) throws(CoordinationError) -> [Data] {
        try reading { database in
            let found = try Data.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT body FROM content WHERE run = ? AND number >= ? ORDER BY number
                        """),
                arguments: [run.text, number])
            var bodies: [Data] = []
            var bytes = 0
            while bytes < size, let body = try found.next() {
                bodies.append(body)
                bytes += body.count
            }
            return bodies
        }
    }

    /// The size of a complete blob; nil where the store lacks it.
    package func size(of blob: ContentHash) throws(CoordinationError) -> Int? {
        try reading { database in
            try Int.fetchOne(
                database.cachedStatement(sql: "SELECT size FROM blob WHERE hash = ?"),
                arguments: [blob.text])
        }
    }

    /// At most `count` bytes of a blob from `offset` on.
    package func bytes(
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
            return try pool.read(body)
        } catch {
            throw CoordinationError(.store, "cannot read the store \(path): \(error)")
        }
    }

    private func writing<Value>(
        _ body: (Database) throws -> Value
    ) throws(CoordinationError) -> Value {
        do {
            return try pool.write(body)
        } catch {
            throw CoordinationError(.store, "cannot write to the store \(path): \(error)")
        }
    }
}
