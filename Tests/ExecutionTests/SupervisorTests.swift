import Execution
import Foundation
import Jobs
import Testing
import ZeroMQ

@Suite struct SupervisorTests {
    private static func blob(_ size: Int) -> Data {
        Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    }

    @Test func `a late copy of a piece does not touch the blob`() throws {
        let scene = try WorkerScene()
        let bytes = Self.blob(3000)
        let hash = ContentHash(of: bytes)
        try scene.welcome()
        var assignment = Sample.assignment("job")
        assignment.file = hash
        try scene.say(ToWorker.Assign(assignment: assignment))
        for offset in [0, 1000, 2000] {
            #expect(try scene.expect(FromWorker.Fetch.self).offset == offset)
            if offset > 0 {
                let late = ToWorker.Piece(hash: hash, offset: offset - 1000, size: 3000)
                try scene.say(late, payload: Data(repeating: 7, count: 1500))
            }
            let piece = ToWorker.Piece(hash: hash, offset: offset, size: 3000)
            try scene.say(piece, payload: bytes[offset..<offset + 1000])
        }
        // The job has begun: what follows is a beat about it and no fetch from the start again.
        #expect(try scene.hasBegun(assignment.attempt))
    }

    @Test func `a result that fits no message is handed over as a failure that says so`() throws {
        let scene = try WorkerScene(
            script: "cd \"$0\"; until [ -e reply ]; do sleep 0.01; done; cat reply >&3; sleep 600")
        try scene.welcome()
        var assignment = Sample.assignment("job")
        assignment.file = ContentHash(of: Data())
        var finding = Finding(
            check: "job", verdict: .passed, verifies: "", expected: "", evidence: "")
        finding.evidence = String(repeating: "x", count: JobResult.sizeLimit)
        try scene.say(ToWorker.Assign(assignment: assignment))
        _ = try scene.expect(FromWorker.Fetch.self)
        try scene.say(ToWorker.Piece(hash: assignment.file, offset: 0, size: 0))
        #expect(try scene.hasBegun(assignment.attempt))
        try scene.write(
            PipeFrame.encode(ComputeReply.ready),
            PipeFrame.encode(
                ComputeReply.finished(
                    ComputeReply.JobEnd(
                        attempt: assignment.attempt, outcome: .findings([finding]),
                        numerics: "fused/1", seconds: 1, peakMemory: 1))), to: "made")
        try FileManager.default.moveItem(
            atPath: scene.folder + "/made", toPath: scene.folder + "/reply")
        let result = try scene.expect(FromWorker.Finished.self).result
        #expect(result.attempt == assignment.attempt)
        guard case .failure(let failure) = result.outcome else {
            Issue.record("the result was sent as it is")
            return
        }
        #expect(failure.kind == .refused)
        #expect(failure.message.contains("at most \(JobResult.sizeLimit)"), "\(failure.message)")
    }

    @Test(arguments: [513, 100_000])
    func `nested brackets in any message leave a worker as it is`(depth: Int) throws {
        let scene = try WorkerScene()
        try scene.welcome()
        let nested = Data(String(repeating: "[", count: depth).utf8)
        let kinds = [
            ToWorker.Welcome.kind, ToWorker.Assign.kind, ToWorker.Cancel.kind,
            ToWorker.Acknowledge.kind, ToWorker.Piece.kind, ToWorker.Dismiss.kind, "unheard-of",
        ]
        for kind in kinds {
            try scene.send(Envelope(kind: kind, session: scene.session, body: nested).frame)
        }
        for frame in [Data(), Data("\n".utf8), nested, Data("preflight/4 a b 1 1\n".utf8)] {
            try scene.send(frame)
        }
        for _ in 0..<3 { _ = try scene.expect(FromWorker.Beat.self) }
    }

    @Test(arguments: [1e300, -1e300, 0, -1, 1e-300, .infinity, -.infinity, .nan])
    func `no beat interval harms a worker`(seconds: Double) throws {
        let scene = try WorkerScene()
        try scene.welcome()
        try scene.say(ToWorker.Welcome(beatInterval: seconds))
        try scene.say(ToWorker.Welcome(beatInterval: 0.05))
        for _ in 0..<3 { _ = try scene.expect(FromWorker.Beat.self) }
    }

    @Test func `the coordinator's trouble is said when it changes`() throws {
        let scene = try WorkerScene()
        try scene.welcome()
        for notice in ["disk\u{1B}[2Jfull", "disk\u{1B}[2Jfull", "", "", "slow"] {
            try scene.say(ToWorker.Welcome(beatInterval: 0.05, notice: notice))
        }
        for _ in 0..<20 {
            _ = try scene.expect(FromWorker.Beat.self)
            if scene.heard.all.contains("slow") { break }
        }
        #expect(
            scene.heard.list == [
                "the coordinator says: disk\\u{1B}[2Jfull", "the coordinator's trouble is over",
                "the coordinator says: slow",
            ])
    }

    @Test func `a host that cannot start compute processes says so, and lives on`() throws {
        let scene = try WorkerScene(shell: "/nowhere/shell")
        try scene.welcome()
        for name in ["a", "b"] {
            var assignment = Sample.assignment(name)
            assignment.file = ContentHash(of: Data())
            try scene.say(ToWorker.Assign(assignment: assignment))
            if name == "a" {
                _ = try scene.expect(FromWorker.Fetch.self)
                try scene.say(ToWorker.Piece(hash: assignment.file, offset: 0, size: 0))
            }
            let result = try scene.expect(FromWorker.Finished.self).result
            #expect(result.attempt == assignment.attempt)
            guard case .failure(let failure) = result.outcome else {
                Issue.record("\(result.outcome)")
                return
            }
            #expect(failure.kind == .hostTrouble)
            #expect(failure.message.contains("No such file"), "\(failure.message)")
            try scene.say(ToWorker.Acknowledge(attempt: assignment.attempt))
        }
        _ = try scene.expect(FromWorker.Beat.self)
    }

    @Test func `blobs that somebody removed are fetched again`() throws {
        let before = Set(Self.caches())
        let scene = try WorkerScene()
        let bytes = Self.blob(100)
        let hash = ContentHash(of: bytes)
        try scene.welcome()
        for name in ["a", "b"] {
            var assignment = Sample.assignment(name)
            assignment.file = hash
            try scene.say(ToWorker.Assign(assignment: assignment))
            #expect(try scene.expect(FromWorker.Fetch.self).hash == hash)
            try scene.say(ToWorker.Piece(hash: hash, offset: 0, size: 100), payload: bytes)
            #expect(try scene.hasBegun(assignment.attempt))
            for cache in Self.caches() where !before.contains(cache) {
                unlink(cache + "/" + hash.text)
            }
            try scene.say(ToWorker.Cancel(attempt: assignment.attempt))
        }
    }

    private static func caches() -> [String] {
        let parent = NSTemporaryDirectory()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0.hasPrefix("preflight-cache-") }.map { parent + "/" + $0 }
    }
}
