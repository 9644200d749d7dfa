import Coordination
import Foundation
import Jobs
import Synchronization
import Testing
import ZeroMQ

/// A peer that takes and takes, or reads nothing, is bounded, and the others do not notice.
@Suite struct TrafficTests {
    private static let pieceSize = 512 << 10

    private struct Blob {
        let bytes = Data((0..<4 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) })
        let hash: ContentHash

        init(in scene: Scene) throws {
            let (hash, path) = try scene.write(bytes, to: "blob")
            self.hash = hash
            try scene.service.blobs.register(fileAt: path, as: hash)
        }
    }

    /// What comes until a message of one kind: kinds and bytes.
    private static func heard(_ worker: HandWorker, until kind: String) throws -> [Envelope] {
        var heard: [Envelope] = []
        while let envelope = try worker.next() {
            if envelope.kind == kind { return heard }
            heard.append(envelope)
        }
        throw WireError("no message \(kind) came")
    }

    @Test func `4,000 fetches of a worker that reads nothing cost three pieces`() throws {
        let scene = try Scene()
        let blob = try Blob(in: scene)
        let worker = try HandWorker(at: scene.endpoint)
        worker.saysReached = false
        try worker.greet()
        _ = try worker.expect(ToWorker.Welcome.self)
        for index in 0..<4000 {
            try worker.say(
                FromWorker.Fetch(hash: blob.hash, offset: index % 8 * Self.pieceSize))
        }
        try worker.say(FromWorker.Beat(running: []))
        let heard = try Self.heard(worker, until: ToWorker.Welcome.kind)
        let pieces = heard.count { $0.kind == ToWorker.Piece.kind }
        #expect((1...3).contains(pieces), "\(pieces)")
        // It reads after all, and is served again.
        worker.saysReached = true
        for envelope in heard where envelope.kind == ReadMark.kind {
            let mark = try ReadMark(envelope).mark
            try worker.say(FromWorker.Reached(mark: "no such mark"))
            try worker.say(FromWorker.Reached(mark: mark))
        }
        #expect(try Self.fetch(blob.hash, worker) == blob.bytes)
    }

    private static func fetch(_ hash: ContentHash, _ worker: HandWorker) throws -> Data {
        var bytes = Data()
        while true {
            try worker.say(FromWorker.Fetch(hash: hash, offset: bytes.count))
            var envelope = try worker.envelope(ToWorker.Piece.self)
            while try ToWorker.Piece(envelope).offset != bytes.count {
                envelope = try worker.envelope(ToWorker.Piece.self)
            }
            bytes += envelope.payload
            if try bytes.count >= ToWorker.Piece(envelope).size { return bytes }
        }
    }

    @Test func `a watcher that reads nothing is sent little, and all of it once it reads`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 24)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet(slots: 24)
        for _ in 0..<24 {
            let attempt = try worker.expect(ToWorker.Assign.self).assignment.attempt
            var finding = HandWorker.finding(attempt.job.name)
            finding.evidence = String(repeating: "x", count: 400_000)
            try worker.finish(attempt, .findings([finding]))
            _ = try worker.expect(ToWorker.Acknowledge.self)
        }
        let watcher = try HandWorker(at: scene.service.inProcessEndpoint)
        watcher.saysReached = false
        for _ in 0..<1000 { try watcher.say(FromClient.Watch(run: run, from: 0)) }
        try watcher.say(FromClient.Status())
        let heard = try Self.heard(watcher, until: ToClient.Overview.kind)
        let bytes = heard.reduce(0) { $0 + $1.frame.count }
        #expect(bytes < 3 << 20, "\(bytes)")
        #expect(try client.records(of: run).records.count == 24)
        watcher.saysReached = true
        for envelope in heard where envelope.kind == ReadMark.kind {
            try watcher.say(FromWorker.Reached(mark: try ReadMark(envelope).mark))
        }
        _ = try watcher.expect(ToClient.Ended.self)
    }

    @Test func `a session watches so many runs, and no more`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let watcher = try HandWorker(at: scene.service.inProcessEndpoint)
        for number in 0..<65 {
            var (submission, files) = try scene.submission(jobs: 1)
            submission.seed = UInt64(number)
            let run = try client.submit(submission, files: files)
            try watcher.say(FromClient.Watch(run: run, from: 0))
            try watcher.say(FromClient.Watch(run: run, from: 0))
            if number < 64 { _ = try watcher.expect(ToClient.Run.self) }
        }
        #expect(try watcher.expect(ToClient.Refused.self).reason.contains("at most 64 runs"))
    }

    @Test func `sessions without end on one connection cost nobody else's`() throws {
        let scene = try Scene()
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        _ = try worker.expect(ToWorker.Welcome.self)
        let own = worker.session
        for _ in 0..<200 {
            worker.session = SessionID.random()
            try worker.say(FromClient.Status())
            _ = try worker.expect(ToClient.Overview.self)
        }
        worker.session = own
        try worker.say(FromWorker.Beat(running: []))
        _ = try worker.expect(ToWorker.Welcome.self)
        #expect(try Client(of: scene.service).status().workers.count == 1)
    }

    @Test func `uploads that nobody finishes are counted`() throws {
        let scene = try Scene()
        let client = try HandWorker(at: scene.endpoint)
        for number in 0..<65 {
            let hash = ContentHash(of: Data("blob \(number)".utf8))
            let upload = FromClient.Upload(hash: hash, offset: 0, size: 1 << 30)
            try client.send(upload.envelope(from: client.session, payload: Data([1])).frame)
            if number < 64 { #expect(try client.expect(ToClient.Received.self).offset == 1) }
        }
        #expect(try client.expect(ToClient.Refused.self).reason.contains("64 uploads"))
        // Of those that were begun, each goes on; and another key's begin.
        let first = ContentHash(of: Data("blob 0".utf8))
        let upload = FromClient.Upload(hash: first, offset: 1, size: 1 << 30)
        try client.send(upload.envelope(from: client.session, payload: Data([2])).frame)
        #expect(try client.expect(ToClient.Received.self).offset == 2)
        let other = try HandWorker(at: scene.service.inProcessEndpoint)
        let next = FromClient.Upload(
            hash: ContentHash(of: Data("blob 64".utf8)), offset: 0, size: 1 << 30)
        try other.send(next.envelope(from: other.session, payload: Data([1])).frame)
        #expect(try other.expect(ToClient.Received.self).offset == 1)
    }

    @Test func `an honest run finishes beside one who submits without end`() throws {
        let scene = try Scene()
        let client = try Client(connectingTo: scene.endpoint)
        let (submission, files) = try scene.submission(jobs: 10)
        let run = try client.submit(submission, files: files)
        let (flood, _) = try scene.submission(jobs: 100)
        let flooder = Flooder(flood, at: scene.endpoint)
        defer { flooder.stop() }
        flooder.waitForSubmissions(400)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        for _ in 0..<10 {
            try worker.finish(worker.expect(ToWorker.Assign.self).assignment.attempt)
        }
        #expect(try client.records(of: run).state == .completed)
        #expect(flooder.isSpeaking)
    }
}

/// Submits one run after another and reads no answer, until it is stopped.
private final class Flooder: Sendable {
    private struct State {
        var isStopped = false
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let sent = DispatchSemaphore(value: 0)

    init(_ submission: RunSubmission, at endpoint: String) {
        let thread = Thread { [self] in
            do {
                try speak(submission, to: endpoint)
            } catch {
                Issue.record(error)
            }
            state.withLock { $0.hasEnded = true }
        }
        thread.start()
    }

    private func speak(_ submission: RunSubmission, to endpoint: String) throws {
        let hand = try HandWorker(at: endpoint)
        var submission = submission
        submission.program = Program(name: "other", build: "1")
        while !state.withLock({ $0.isStopped }) {
            submission.seed += 1
            try hand.say(FromClient.Submit(submission: submission))
            sent.signal()
        }
    }

    var isSpeaking: Bool { state.withLock { !$0.hasEnded } }

    func waitForSubmissions(_ count: Int) { for _ in 0..<count { sent.wait() } }

    func stop() { state.withLock { $0.isStopped = true } }
}
