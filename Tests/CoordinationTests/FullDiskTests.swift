import Coordination
import Foundation
import GRDB
import Jobs
import Testing

/// A disk that takes no more records, while workers bring results.
@Suite struct FullDiskTests {
    private static func fill(_ scene: Scene) throws {
        let queue = try DatabaseQueue(path: scene.folder + "/store.sqlite")
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON record
                    BEGIN SELECT abs(-9223372036854775807 - 1); END
                    """)
        }
        try queue.close()
    }

    private static func makeRoom(_ scene: Scene) throws {
        let queue = try DatabaseQueue(path: scene.folder + "/store.sqlite")
        try queue.write { try $0.execute(sql: "DROP TRIGGER full") }
        try queue.close()
    }

    @Test func `a full disk holds acknowledgements back, not jobs, and takes all of it later`()
        throws
    {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 3)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        let first = try worker.expect(ToWorker.Assign.self).assignment.attempt
        try Self.fill(scene)
        try worker.finish(first)
        // Its slot is free for the next job, though nothing is stored.
        let second = try worker.expect(ToWorker.Assign.self).assignment.attempt
        try worker.finish(second)
        let third = try worker.expect(ToWorker.Assign.self).assignment.attempt
        while let envelope = try worker.next(within: .milliseconds(300)) {
            #expect(envelope.kind != ToWorker.Acknowledge.kind)
        }
        try Self.makeRoom(scene)
        let acknowledged = try (0..<2).map { _ in
            try worker.expect(ToWorker.Acknowledge.self).attempt.bare
        }
        #expect(Set(acknowledged) == [first.bare, second.bare])
        try worker.finish(third)
        let (records, state) = try client.records(of: run)
        #expect(records.count == 3 && state == .completed)
    }

    @Test func `a failure that ends a job is not acknowledged before that is stored`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        for number in 1...3 {
            let attempt = try worker.expect(ToWorker.Assign.self).assignment.attempt
            if number == 3 { try Self.fill(scene) }
            try worker.finish(attempt, .failure(Failure(.crashed, "signal 11")))
            if number < 3 { _ = try worker.expect(ToWorker.Acknowledge.self) }
        }
        while let envelope = try worker.next(within: .milliseconds(300)) {
            #expect(envelope.kind != ToWorker.Acknowledge.kind)
        }
        try Self.makeRoom(scene)
        _ = try worker.expect(ToWorker.Acknowledge.self)
        #expect(try client.records(of: run).records.count == 1)
    }
}
