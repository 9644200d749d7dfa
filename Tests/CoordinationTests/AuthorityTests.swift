import Coordination
import Foundation
import Jobs
import Testing
import ZeroMQ

/// A run belongs to who submitted it.
@Suite struct AuthorityTests {
    private static func expectRefused(_ deed: () throws -> Void) throws {
        let error = try #require(throws: CoordinationError.self) { try deed() }
        #expect(error.kind == .refused)
        #expect(error.description.contains("belongs to another client"), "\(error)")
    }

    @Test func `other keys may list a run, and the operator's may end it`() throws {
        let directory = try KeyDirectory.make(
            at: NSTemporaryDirectory() + "preflight-keys-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        try directory.issue("bob", role: .client)
        let scene = try Scene(keys: try directory.coordinatorKeys())
        let alice = try Client(
            connectingTo: scene.endpoint, identity: try directory.clientIdentity())
        let bob = try Client(
            connectingTo: scene.endpoint, identity: try directory.identity(of: "bob"))
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try alice.submit(submission, files: files)
        #expect(try bob.status().runs.map(\.run) == [run])
        try Self.expectRefused { try bob.cancel(run, drain: false) }
        try Self.expectRefused { try bob.watch(run) { _ in .stop } }
        try Self.expectRefused { _ = try bob.recall("job-0", of: run) }
        try Self.expectRefused {
            try bob.fetch(submission.file, of: run, to: scene.folder + "/fetched")
        }
        let refusal = try #require(throws: CoordinationError.self) {
            _ = try bob.drain("hand", now: false)
        }
        #expect(refusal.description.contains("only an operator"))
        #expect(try bob.submit(submission, files: files) != run, "an id is its owner's own")

        try scene.restart()
        let late = try Client(
            connectingTo: scene.endpoint, identity: try directory.identity(of: "bob"))
        try Self.expectRefused { try late.cancel(run, drain: false) }
        let boss = try Client(
            connectingTo: scene.endpoint, identity: try directory.commandIdentity())
        try boss.cancel(run, drain: false)
        let again = try Client(
            connectingTo: scene.endpoint, identity: try directory.clientIdentity())
        #expect(try again.records(of: run).state == .cancelled)
    }

    @Test func `without keys a run belongs to who can read the token`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try client.submit(submission, files: files)
        let stranger = try HandWorker(at: scene.endpoint)
        for proof in [nil, "", String(repeating: "0", count: 32)] {
            try stranger.say(FromClient.Cancel(run: run, drain: false, proof: proof))
            #expect(try stranger.expect(ToClient.Refused.self).reason.contains("another client"))
            try stranger.say(FromClient.Watch(run: run, from: 0, proof: proof))
            #expect(try stranger.expect(ToClient.Refused.self).reason.contains("another client"))
        }
        try stranger.say(FromClient.Status())
        #expect(try stranger.expect(ToClient.Overview.self).runs.map(\.state) == [.active])
        try scene.restart()
        let other = try Client(connectingTo: scene.endpoint)
        try other.cancel(run, drain: false)
        #expect(try other.records(of: run).state == .cancelled)
    }

    @Test func `a stranger on this host has what it submits in its own session`() throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 1)
        _ = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        let stranger = try HandWorker(at: scene.endpoint)
        try stranger.say(FromClient.Submit(submission: submission))
        let run = try stranger.expect(ToClient.Accepted.self).run
        let other = try HandWorker(at: scene.endpoint)
        try other.say(FromClient.Cancel(run: run, drain: false))
        _ = try other.expect(ToClient.Refused.self)
        try stranger.say(FromClient.Cancel(run: run, drain: false))
        #expect(try stranger.expect(ToClient.Accepted.self).run == run)
    }

    @Test func `the token's files are their account's alone, and one goes with its coordinator`()
        throws
    {
        let scene = try Scene()
        let port = try #require(scene.endpoint.split(separator: ":").last)
        let environment = ProcessInfo.processInfo.environment
        let folder =
            environment["XDG_RUNTIME_DIR"] ?? environment["XDG_STATE_HOME"]
            ?? (environment["HOME"] ?? "") + "/.local/state"
        let published = "\(folder)/preflight/\(port).token"
        for path in [published, scene.folder + "/store.sqlite-token"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(path)")
        }
        let own = scene.folder + "/store.sqlite-token"
        #expect(FileManager.default.contentsEqual(atPath: published, andPath: own))
        scene.service.stop()
        #expect(!FileManager.default.fileExists(atPath: published))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: own)
        let error = try #require(throws: CoordinationError.self) { try scene.restart() }
        #expect(error.description.contains("chmod 600"))
    }

    @Test func `a submission sent again is the same run, after a crash of either side too`() throws
    {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try Client(connectingTo: scene.endpoint).submit(submission, files: files)
        #expect(try Client(connectingTo: scene.endpoint).submit(submission, files: files) == run)
        try scene.restart()
        #expect(try Client(connectingTo: scene.endpoint).submit(submission, files: files) == run)
        var changed = submission
        changed.seed += 1
        let error = try #require(throws: CoordinationError.self) {
            try Client(connectingTo: scene.endpoint).submit(changed, files: files)
        }
        #expect(error.description.contains("under this id"))
        changed.id = Seal.drawName()
        let client = try Client(connectingTo: scene.endpoint)
        #expect(try client.submit(changed, files: files) != run)
        #expect(try client.status().runs.count == 2)
    }
}
