import Coordination
import Foundation
import Jobs
import Logging
import Scheduling
import Search
import Synchronization
import Testing
import ZeroMQ

/// Numbers that nobody of ours would send, in each place where a message has a number.
@Suite struct ExtremeTests {
    private static let extremes = [
        "-1", "0", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e300",
        "-1e300", "5e-324", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"",
    ]

    private static func messages(_ run: RunID, _ attempt: AttemptID, _ submission: RunSubmission)
        -> [any Message]
    {
        let hash = ContentHash(of: Data("a blob".utf8))
        var search = submission
        search.id = nil
        search.kind = .search
        search.jobs = [
            PlannedJob(
                name: "repeats", work: .repeats, tier: 7, expectedCost: 2.5,
                reads: [JobRead(.range(prefix: "trial/", first: 0, end: 3), part: .metric("m"))])
        ]
        search.workerTimeout = 30
        search.search = SearchPlan(
            space: [
                .init(name: "a", distribution: .uniform(low: 1, high: 2)),
                .init(name: "b", distribution: .logUniform(low: 1, high: 2)),
                .init(name: "c", distribution: .integer(low: 1, high: 2)),
                .init(name: "d", distribution: .logInteger(low: 1, high: 2)),
                .init(name: "e", distribution: .choice([.real(0.5), .integer(7)])),
            ], trials: .random(3), defaults: ["a": .real(1.5)], metric: "m", goal: .minimize,
            repeats: RepeatCount(trials: 2, seeds: 3))
        let offer = WorkerOffer(
            name: "hand", host: "here", slots: 2, incarnation: "hand", greeting: 3,
            programs: [.toy], numerics: ["fused/1"], held: [attempt])
        return [
            FromWorker.Hello(offer: offer),
            FromWorker.Beat(running: [Progress(attempt: attempt, steps: 7)]),
            FromWorker.Finished(result: HandWorker.result(attempt)),
            FromWorker.Fetch(hash: hash, offset: 1),
            FromClient.Upload(hash: hash, offset: 0, size: 6),
            FromClient.Submit(submission: search), FromClient.Watch(run: run, from: 7),
            FromClient.Status(fromRun: 3, fromWorker: 4),
        ]
    }

    @Test func `no number in any message brings the coordinator down`() throws {
        let scene = try Scene()
        let client = try Client(of: scene.service)
        let (submission, files) = try scene.submission(jobs: 1)
        let run = try client.submit(submission, files: files)
        let worker = try HandWorker(at: scene.endpoint)
        try worker.greet()
        let attempt = try worker.expect(ToWorker.Assign.self).assignment.attempt
        let stranger = try HandWorker(at: scene.service.inProcessEndpoint)
        var sent = 0
        for message in Self.messages(run, attempt, submission) {
            let envelope = try message.envelope(from: stranger.session)
            let text = String(decoding: envelope.body, as: UTF8.self)
            for match in text.matches(of: /[:\[,](-?[0-9][0-9.e+-]*)(?=[,}\]])/) {
                let number = match.output.1.startIndex..<match.output.1.endIndex
                for extreme in Self.extremes {
                    var changed = text
                    changed.replaceSubrange(number, with: extreme)
                    stranger.session = SessionID.random()
                    let frame = Envelope(
                        kind: envelope.kind, session: stranger.session, body: Data(changed.utf8)
                    ).frame
                    try stranger.send(frame)
                    sent += 1
                    while try stranger.socket.receive() != nil {}
                }
            }
            _ = try client.status()
        }
        #expect(sent > 300, "\(sent)")
        #expect(try client.status().runs.contains { $0.run == run })
    }

    /// Keeps lines instead of writing them.
    private final class Lines: Sendable {
        let lines = Mutex<[String]>([])

        struct Handler: LogHandler {
            let lines: Lines
            var metadata: Logger.Metadata = [:]
            var logLevel = Logger.Level.info

            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { metadata[key] }
                set { metadata[key] = newValue }
            }

            func log(event: LogEvent) {
                lines.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
            }
        }
    }

    @Test func `nonsense is counted, told once a second, and cannot speak to a terminal`() throws {
        let scene = try Scene()
        let lines = Lines()
        let service = try CoordinatorService.start(
            endpoints: ["tcp://127.0.0.1:*"], store: scene.folder + "/other.sqlite",
            logger: Logger(label: "test") { _ in Lines.Handler(lines: lines) })
        defer { service.stop() }
        let stranger = try HandWorker(at: service.endpoints[0])
        try stranger.greet()
        _ = try stranger.expect(ToWorker.Welcome.self)
        let start = ContinuousClock.now
        let header = "preflight/4 client.\u{1B}[2J \(stranger.session) 0 0\n"
        for _ in 0..<500 { try stranger.send(Data(header.utf8)) }
        try stranger.say(FromWorker.Goodbye(reason: "\u{1B}[31mred\nnext line\u{202E}"))
        _ = try stranger.expect(ToWorker.Dismiss.self)
        let seconds = Int(start.duration(to: .now).components.seconds)
        let told = lines.lines.withLock { $0 }
        let passed = told.count { $0.hasPrefix("passed over a message") }
        #expect((1...2 + seconds).contains(passed), "\(passed) in \(seconds) s")
        for line in told {
            #expect(!line.contains("\u{1B}") && !line.contains("\n") && !line.contains("\u{202E}"))
        }
        #expect(told.contains { $0.contains("\\u{1b}[31mred\\u{a}next line") })
    }

    @Test(arguments: ["\u{1B}[31mred", "two\nlines", "\u{202E}drawkcab", "nul\u{0}"])
    func `names that control a terminal are refused`(_ name: String) throws {
        let scene = try Scene()
        let worker = try HandWorker(at: scene.endpoint)
        let offer = WorkerOffer(
            name: name, host: "here", slots: 1, incarnation: "one", programs: [.toy],
            numerics: ["fused/1"])
        try worker.say(FromWorker.Hello(offer: offer))
        #expect(try !worker.expect(ToWorker.Dismiss.self).retry)
        var (submission, files) = try scene.submission(jobs: 1)
        submission.experiment = name
        let error = try #require(throws: CoordinationError.self) {
            try Client(of: scene.service).submit(submission, files: files)
        }
        #expect(error.kind == .refused)
    }
}
