import Coordination
import Foundation
import Jobs
import Logging
import Scheduling
import Testing
import ZeroMQ

/// A coordinator with a folder of its own, which goes away with it.
final class Scene {
    let folder: String
    private(set) var service: CoordinatorService
    let keys: CoordinatorService.Keys?
    /// A restarted coordinator waits for no worker of the former one unless a test wants it.
    var returnGrace = Duration.zero

    init(
        endpoints: [String] = ["tcp://127.0.0.1:*"], keys: CoordinatorService.Keys? = nil
    ) throws {
        folder = NSTemporaryDirectory() + "preflight-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        self.keys = keys
        service = try Self.start(folder, endpoints, keys, returnGrace)
    }

    deinit {
        service.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    var endpoint: String { service.endpoints[0] }

    /// Ends the coordinator, does something to its store, and starts another on it.
    func restart(_ meanwhile: (_ store: String) throws -> Void = { _ in }) throws {
        service.stop()
        try meanwhile(folder + "/store.sqlite")
        service = try Self.start(folder, ["tcp://127.0.0.1:*"], keys, returnGrace)
    }

    private static func start(
        _ folder: String, _ endpoints: [String], _ keys: CoordinatorService.Keys?,
        _ returnGrace: Duration
    ) throws -> CoordinatorService {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        var settings = SchedulerSettings()
        settings.returnGrace = returnGrace
        return try CoordinatorService.start(
            endpoints: endpoints, store: folder + "/store.sqlite", keys: keys, settings: settings,
            logger: logger)
    }

    func write(_ bytes: Data, to name: String) throws -> (hash: ContentHash, path: String) {
        let path = folder + "/" + name
        try bytes.write(to: URL(filePath: path))
        return (ContentHash(of: bytes), path)
    }

    /// A submission with `jobs` toy jobs, and the files that it needs.
    func submission(jobs: Int) throws -> (RunSubmission, [ContentHash: String]) {
        let file = try write(Data("experiment: toy".utf8), to: "toy.yaml")
        let submission = RunSubmission(
            kind: .check, program: .toy, experiment: "toy", file: file.hash, data: [], seed: 42,
            jobs: (0..<jobs).map { PlannedJob(name: "job-\($0)", checks: ["job-\($0)"]) })
        return (submission, [file.hash: file.path])
    }
}

extension Program {
    static let toy = Program(name: "toy", build: "1")
}

/// A worker that speaks the protocol by hand, so that a test decides when it says what.
final class HandWorker {
    var session = SessionID.random()
    let socket: Socket
    /// Whether it says how far it has read.
    var saysReached = true
    /// What came while something else was expected.
    private var inbox: [Envelope] = []

    init(at endpoint: String, identity: CurveIdentity? = nil) throws {
        let security = identity.map { Security.connecting($0) } ?? .none
        socket = try Socket(
            .dealer, options: .connecting, security: security, in: try Context.ofProcess())
        try socket.connect(endpoint)
    }

    func say(_ message: some Message) throws {
        try send(message.envelope(from: session).frame)
    }

    /// Sends one frame, or several as one message, which nobody of ours does.
    func send(_ parts: Data...) throws {
        var poll = Poll()
        poll.add(socket, for: .writable)
        try poll.wait(.seconds(20))
        #expect(try socket.send(parts: parts) == .sent)
    }

    func greet(
        slots: Int = 1, held: [AttemptID] = [], incarnation: String? = nil, greeting: Int = 1,
        canary: [String: CanaryDigests]? = nil
    ) throws {
        let offer = WorkerOffer(
            name: "hand", host: "here", slots: slots, incarnation: incarnation ?? session.text,
            greeting: greeting, programs: [.toy], numerics: ["fused/1"],
            canary: canary, held: held)
        try say(FromWorker.Hello(offer: offer))
    }

    func next(within patience: Duration = .seconds(20)) throws -> Envelope? {
        let end = ContinuousClock.now + patience
        while true {
            if let frame = try socket.receive()?.frame {
                let envelope = try Envelope(frame: frame)
                guard envelope.kind == ReadMark.kind, saysReached else { return envelope }
                let reached = FromWorker.Reached(mark: try ReadMark(envelope).mark)
                try send(reached.envelope(from: envelope.session).frame)
                continue
            }
            guard ContinuousClock.now < end else { return nil }
            var poll = Poll()
            poll.add(socket, for: .readable)
            try poll.wait(ContinuousClock.now.duration(to: end))
        }
    }

    /// The next message of one kind; what else comes is kept for later.
    func expect<Wanted: Message>(_ kind: Wanted.Type) throws -> Wanted {
        if let index = inbox.firstIndex(where: { $0.kind == Wanted.kind }) {
            return try Wanted(inbox.remove(at: index))
        }
        while let envelope = try next() {
            if envelope.kind == Wanted.kind { return try Wanted(envelope) }
            inbox.append(envelope)
        }
        throw WireError("no message \(Wanted.kind) came")
    }

    /// The same with its payload.
    func envelope<Wanted: Message>(_ kind: Wanted.Type) throws -> Envelope {
        while let envelope = try next() {
            if envelope.kind == Wanted.kind { return envelope }
            inbox.append(envelope)
        }
        throw WireError("no message \(Wanted.kind) came")
    }

    func finish(_ attempt: AttemptID, _ outcome: Outcome? = nil) throws {
        try say(FromWorker.Finished(result: Self.result(attempt, outcome)))
    }

    static func result(_ attempt: AttemptID, _ outcome: Outcome? = nil) -> JobResult {
        JobResult(
            attempt: attempt,
            outcome: outcome ?? .findings([finding(attempt.job.name)]), numerics: "fused/1",
            execution: .init(host: "here", worker: "hand", slot: 0, seconds: 1, peakMemory: 1))
    }

    static func finding(_ check: String) -> Finding {
        Finding(check: check, verdict: .passed, verifies: "", expected: "", evidence: check)
    }

    /// Takes `count` jobs, `slots` at a time, and ends each with a finding.
    func work(_ count: Int, slots: Int = 1) throws {
        for _ in 0..<count / slots {
            let attempts = try (0..<slots).map { _ in
                try expect(ToWorker.Assign.self).assignment.attempt
            }
            for attempt in attempts { try finish(attempt) }
            for _ in attempts { _ = try expect(ToWorker.Acknowledge.self) }
        }
    }
}

extension Client {
    /// Watches to the end, or to record number `last`; returns the numbers and the records.
    func records(
        of run: RunID, from: Int = 0, upTo last: Int = .max
    ) throws -> (records: [Int: JobRecord], state: RunState?) {
        var records: [Int: JobRecord] = [:]
        var state: RunState?
        let end = ContinuousClock.now + .seconds(20)
        try watch(run, from: from) { event in
            switch event {
            case .recorded(let number, let record):
                #expect(number == from + records.count)
                records[number] = record
                return number == last ? .stop : .goOn
            case .ended(let final, _):
                state = final
                return .goOn
            default:
                return ContinuousClock.now < end ? .goOn : .stop
            }
        }
        return (records, state)
    }
}
