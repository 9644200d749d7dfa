import Coordination
import Foundation
import Jobs
import Testing
import ZeroMQ

@Suite struct KeyTests {
    let directory: KeyDirectory

    init() throws {
        directory = try KeyDirectory.make(
            at: NSTemporaryDirectory() + "preflight-keys-\(UUID().uuidString)")
    }

    @Test func `each key may do what its role says and no more`() throws {
        let scene = try Scene(keys: try directory.coordinatorKeys())
        let client = try Client(
            connectingTo: scene.endpoint, identity: try directory.clientIdentity())
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(
            at: scene.endpoint, identity: try directory.workerIdentity())
        try worker.greet()
        try worker.work(1)
        #expect(try client.records(of: run).state == .completed)

        let posing = try Client(
            connectingTo: scene.endpoint, identity: try directory.workerIdentity())
        posing.patience = .milliseconds(200)
        #expect(throws: CoordinationError.self) { try posing.status() }
        let intruder = try HandWorker(
            at: scene.endpoint, identity: try directory.clientIdentity())
        try intruder.greet()
        #expect(try intruder.next(within: .milliseconds(200)) == nil)
    }

    @Test func `a session that belongs to one key is closed to another`() throws {
        let other = try directory.issue("node-2", role: .worker)
        let keys = try directory.coordinatorKeys()
        let scene = try Scene(keys: keys)
        let worker = try HandWorker(
            at: scene.endpoint, identity: try directory.workerIdentity())
        try worker.greet()
        _ = try worker.expect(ToWorker.Welcome.self)
        let thief = try HandWorker(
            at: scene.endpoint,
            identity: CurveIdentity(own: other, server: keys.own.publicKey))
        thief.session = worker.session
        try thief.say(FromWorker.Goodbye(reason: "not mine to end"))
        #expect(try thief.next(within: .milliseconds(200)) == nil)
        #expect(try Client(of: scene.service).status().workers.count == 1)
    }

    @Test func `an unlisted client is refused at once and told so`() throws {
        let keys = try directory.coordinatorKeys()
        let scene = try Scene(keys: keys)
        let stranger = CurveIdentity(own: try CurveKeyPair(), server: keys.own.publicKey)
        let client = try Client(connectingTo: scene.endpoint, identity: stranger)
        let error = try #require(throws: CoordinationError.self) { try client.status() }
        #expect(error.kind == .refused)
        #expect(error.description.contains("does not list"))
    }

    @Test func `peers of the same process need no key`() throws {
        let scene = try Scene(keys: try directory.coordinatorKeys())
        #expect(try Client(of: scene.service).status().workers.isEmpty)
    }

    @Test(arguments: [
        ("", 0o755, "chmod 700"), ("/worker.key", 0o640, "chmod 600"),
        ("/worker.key", 0o604, "chmod 600"), ("/coordinator.pub", 0o644, "chmod 600"),
    ])
    func `loose modes are refused with the way to tighten them`(
        file: String, mode: Int, advice: String
    ) throws {
        let path = directory.path + file
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let error = try #require(throws: CoordinationError.self) {
            try directory.workerIdentity()
        }
        #expect(error.kind == .keys)
        #expect(error.description.contains("\(advice) \(path)"))
    }

    @Test func `a worker's host needs two files only`() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path)
        where !["worker.key", "coordinator.pub"].contains(name) {
            try FileManager.default.removeItem(atPath: "\(directory.path)/\(name)")
        }
        _ = try directory.workerIdentity()
        #expect(throws: CoordinationError.self) { try directory.clientIdentity() }
    }

    @Test func `keys are never overwritten`() throws {
        #expect(throws: CoordinationError.self) { try KeyDirectory.make(at: directory.path) }
        #expect(throws: CoordinationError.self) { try directory.issue("worker", role: .worker) }
        for name in ["", "../x", "a b", ".hidden", "a/b"] {
            #expect(throws: CoordinationError.self) { try directory.issue(name, role: .worker) }
        }
    }

    @Test func `a line of the list that makes no sense is named`() throws {
        let path = directory.path + "/authorized"
        let text = try String(contentsOfFile: path, encoding: .utf8) + "\nboss key\n"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let error = try #require(throws: CoordinationError.self) { try directory.authorized() }
        #expect(error.description.contains("line 6"))
    }
}
