import Coordination
import Foundation
import GRDB
import Jobs
import Testing

/// Stores that another release wrote.
@Suite struct MigrationTests {
    /// The tables of release 2, as it made them.
    private static let second = """
        CREATE TABLE start (number INTEGER NOT NULL);
        CREATE TABLE run (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, submission BLOB NOT NULL,
            jobs INTEGER NOT NULL, kernelKind TEXT, state TEXT NOT NULL,
            isCancelled INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE record (
            run TEXT NOT NULL, path TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT,
            trial BLOB, body BLOB NOT NULL,
            PRIMARY KEY (run, path), UNIQUE (run, number)) WITHOUT ROWID;
        CREATE TABLE blob (hash TEXT PRIMARY KEY, size INTEGER NOT NULL);
        CREATE TABLE piece (
            hash TEXT NOT NULL, offset INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (hash, offset));
        PRAGMA user_version = 2;
        """

    @Test func `a run that release 2 left goes on with the records that it has`() throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 2)
        let record = JobRecord(
            job: submission.jobs[0], path: TreePath(0),
            outcome: .findings([HandWorker.finding("job-0")]), attempt: 1)
        try scene.restart { path in
            for name in [path, path + "-ledger", path + "-wal", path + "-shm"] {
                try? FileManager.default.removeItem(atPath: name)
            }
            let queue = try DatabaseQueue(path: path)
            try queue.write { database in
                try database.execute(sql: Self.second)
                try database.execute(
                    sql: "INSERT INTO run VALUES (1, 'old', ?, 2, NULL, 'active', 0)",
                    arguments: [try CanonicalJSON.encode(submission)])
                try database.execute(
                    sql: "INSERT INTO record VALUES ('old', '0', 0, NULL, NULL, ?)",
                    arguments: [try CanonicalJSON.encode(record)])
            }
            try queue.close()
        }
        let client = try Client(of: scene.service)
        let run = try #require(try client.status().runs.first)
        #expect(run.run == RunID("old") && run.counts.total == 2 && run.counts.done == 1)
        for (hash, path) in files { try scene.service.blobs.register(fileAt: path, as: hash) }
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        #expect(try worker.expect(ToWorker.Assign.self).assignment.job.name == "job-1")
        #expect(try client.records(of: run.run, upTo: 0).records[0] == record)
    }

    @Test func `the store of a later release is named and left as it is`() throws {
        let scene = try Scene()
        let later = "PRAGMA user_version = 1000"
        let error = try #require(throws: CoordinationError.self) {
            try scene.restart { path in
                let queue = try DatabaseQueue(path: path)
                try queue.writeWithoutTransaction { try $0.execute(sql: later) }
                try queue.close()
            }
        }
        #expect(error.description.contains("release 1000"), "\(error)")
        let found = try DatabaseQueue(path: scene.folder + "/store.sqlite").read {
            try Int.fetchOne($0, sql: "PRAGMA user_version")
        }
        #expect(found == 1000)
    }
}
