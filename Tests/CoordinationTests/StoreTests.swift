import Coordination
import Foundation
import GRDB
import Jobs
import Testing
import ZeroMQ

@Suite struct StoreTests {
    @Test func `a coordinator that starts again goes on where the last one ended`() throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 4)
        let run = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        try worker.work(2)
        let held = try worker.expect(ToWorker.Assign.self).assignment.attempt

        try scene.restart()
        let other = try HandWorker(at: scene.endpoint)
        try other.greet(held: [held])
        try other.finish(held)
        #expect(try other.expect(ToWorker.Acknowledge.self).attempt == held)
        try other.work(1)
        let (records, state) = try Client(of: scene.service).records(of: run)
        #expect(records.keys.sorted() == [0, 1, 2, 3])
        #expect(records[2]?.attempt == held.number)
        #expect(state == .completed)

        try scene.restart()
        #expect(try Client(of: scene.service).records(of: run).records == records)
    }

    @Test func `after a restart what a worker holds waits for it`() throws {
        let scene = try Scene()
        scene.returnGrace = .seconds(600)
        let (submission, files) = try scene.submission(jobs: 2)
        let run = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        let busy = try HandWorker(at: scene.endpoint)
        try busy.greet(incarnation: "busy")
        let held = try busy.expect(ToWorker.Assign.self).assignment.attempt

        try scene.restart()
        let idle = try HandWorker(at: scene.endpoint)
        try idle.greet(incarnation: "idle")
        _ = try idle.expect(ToWorker.Welcome.self)
        let back = try HandWorker(at: scene.endpoint)
        try back.greet(held: [held], incarnation: "busy", greeting: 2)
        let other = try idle.expect(ToWorker.Assign.self).assignment.attempt
        #expect(held.job.name == "job-0" && other.job.name == "job-1", "none was run twice")
        try back.finish(held)
        try idle.finish(other)
        let (records, state) = try Client(of: scene.service).records(of: run)
        let record = records.values.first { $0.job.name == "job-0" }
        #expect(record?.attempt == held.number && state == .completed)
    }

    @Test func `a store of the release before is brought up to date`() throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 2)
        _ = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        try worker.work(1)
        try scene.restart { store in
            let database = try DatabaseQueue(path: store)
            try database.writeWithoutTransaction {
                try $0.execute(sql: "ALTER TABLE run RENAME COLUMN numerics TO kernelKind")
                try $0.execute(sql: "PRAGMA user_version = 3")
            }
            try database.close()
        }
        let other = try HandWorker(at: scene.endpoint)
        try other.greet()
        #expect(try other.expect(ToWorker.Assign.self).assignment.numerics == "fused/1")
    }

    @Test(arguments: [("", 0), ("", 5), ("-wal", 0)])
    func `a store that has lost what its ledger knows of does not start empty`(
        file: String, size: Int
    ) throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 1)
        _ = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        let store = scene.folder + "/store.sqlite"
        // As it lies on disk while a coordinator runs: what is committed stands in the log.
        let copy = scene.folder + "/copy.sqlite"
        for suffix in ["", "-wal", "-ledger"] {
            try FileManager.default.copyItem(atPath: store + suffix, toPath: copy + suffix)
        }
        #expect(truncate(copy + file, off_t(size)) == 0)
        if file.isEmpty { try FileManager.default.removeItem(atPath: copy + "-wal") }
        let error = try #require(throws: CoordinationError.self) {
            try CoordinatorService.start(store: copy)
        }
        #expect(error.kind == .store && error.description.contains(copy), "\(error)")
        try FileManager.default.removeItem(atPath: copy + "-ledger")
        try FileManager.default.removeItem(atPath: copy)
        try CoordinatorService.start(store: copy).stop()
    }

    @Test func `a store and what belongs to it are their owner's alone`() throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 1)
        _ = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        for suffix in ["", "-wal", "-shm", "-ledger"] {
            let path = scene.folder + "/store.sqlite" + suffix
            let found = try FileManager.default.attributesOfItem(atPath: path)
            #expect(found[.posixPermissions] as? Int == 0o600, "\(path)")
        }
    }

    @Test func `two coordinators cannot share a store`() throws {
        let scene = try Scene()
        let error = try #require(throws: CoordinationError.self) {
            try CoordinatorService.start(store: scene.folder + "/store.sqlite")
        }
        #expect(error.kind == .store)
        #expect(error.description.contains("another coordinator"))
    }

    @Test func `a store that is no database is named`() throws {
        let scene = try Scene()
        let file = try scene.write(Data(repeating: 65, count: 5000), to: "other.sqlite")
        let error = try #require(throws: CoordinationError.self) {
            try CoordinatorService.start(store: file.path)
        }
        #expect(error.description.contains(file.path))
    }

    @Test(arguments: [0, 1, 512 << 10, (1 << 20) + 3])
    func `a blob goes up in pieces and down again`(size: Int) throws {
        let scene = try Scene()
        let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
        let blob = try scene.write(bytes, to: "data")
        var (submission, files) = try scene.submission(jobs: 1)
        submission.data = [BlobReference(path: "data", hash: blob.hash, size: size)]
        files[blob.hash] = blob.path
        let client = try Client(connectingTo: scene.endpoint)
        _ = try client.submit(submission, files: files)
        try FileManager.default.removeItem(atPath: blob.path)
        _ = try client.submit(submission, files: files)

        let worker = try HandWorker(at: scene.endpoint)
        var fetched = Data()
        while true {
            try worker.say(FromWorker.Fetch(hash: blob.hash, offset: fetched.count))
            let envelope = try #require(try piece(for: worker))
            #expect(try ToWorker.Piece(envelope).size == size)
            guard !envelope.payload.isEmpty else { break }
            fetched += envelope.payload
        }
        #expect(fetched == bytes)
    }

    /// A fetch of a session that has not greeted is answered, and the session dismissed.
    private func piece(for worker: HandWorker) throws -> Envelope? {
        while let envelope = try worker.next() {
            if envelope.kind == ToWorker.Piece.kind { return envelope }
        }
        return nil
    }

    @Test func `a blob of other bytes than its hash says is refused`() throws {
        let scene = try Scene()
        let blob = try scene.write(Data("these".utf8), to: "data")
        let wrong = ContentHash(of: Data("those".utf8))
        var (submission, files) = try scene.submission(jobs: 1)
        submission.data = [BlobReference(path: "data", hash: wrong, size: 5)]
        files[wrong] = blob.path
        let client = try Client(connectingTo: scene.endpoint)
        let error = try #require(throws: CoordinationError.self) {
            try client.submit(submission, files: files)
        }
        #expect(error.kind == .refused)
        #expect(error.description.contains("do not have that hash"))
        try Data("those".utf8).write(to: URL(filePath: blob.path))
        _ = try client.submit(submission, files: files)
    }

    @Test func `a blob that nobody has is missing, not empty`() throws {
        let scene = try Scene()
        let worker = try HandWorker(at: scene.endpoint)
        try worker.say(FromWorker.Fetch(hash: ContentHash(of: Data()), offset: 0))
        #expect(try worker.expect(ToWorker.Piece.self).size == -1)
    }

    @Test func `a registered file that changes is no longer offered`() throws {
        let scene = try Scene()
        let blob = try scene.write(Data("these".utf8), to: "data")
        try scene.service.blobs.register(fileAt: blob.path, as: blob.hash)
        #expect(scene.service.blobs.path(of: blob.hash) == blob.path)
        try Data("other bytes".utf8).write(to: URL(filePath: blob.path))
        #expect(scene.service.blobs.path(of: blob.hash) == nil)
    }
}
