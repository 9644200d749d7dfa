import Coordination
import Foundation
import GRDB
import Jobs
import Synchronization
import Testing
import ZeroMQ

/// What is said, and when, about what the store was to keep.
@Suite struct CommitTests {
    /// Makes the store fail at each new run, as a full disk does.
    private static func fail(_ path: String) throws {
        try DatabaseQueue(path: path).write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON run
                    BEGIN SELECT abs(-9223372036854775807 - 1); END
                    """)
        }
    }

    private static func heal(_ path: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: "DROP TRIGGER full") }
    }

    @Test func `what cannot be stored is not said to be accepted`() throws {
        let scene = try Scene()
        let (submission, files) = try scene.submission(jobs: 1)
        try scene.restart(Self.fail)
        let client = try Client(of: scene.service)
        client.patience = .seconds(3)
        let error = try #require(throws: CoordinationError.self) {
            try client.submit(submission, files: files)
        }
        #expect(error.kind == .unreachable, "nothing at all was answered")
        try scene.restart(Self.heal)
        let other = try Client(of: scene.service)
        #expect(try other.status().runs.isEmpty)
        let run = try other.submit(submission, files: files)
        #expect(try other.status().runs.map(\.run) == [run])
    }

    /// A coordinator that sends some records first, and the others when it is asked for them. It
    /// says every 200 ms where the run stands, so that no silence makes a client ask.
    private static func coordinate(
        _ first: [Int], on socket: Socket, asked: (Int) -> Void
    ) throws {
        let run = RunID("run")
        let record = JobRecord(
            job: PlannedJob(name: "a"), path: TreePath(0), outcome: .probe(ProbeResult(values: [:]))
        )
        let standing = ToClient.Advanced(
            run: run, counts: RunCounts(total: 3, running: 1, done: 2, slots: 1))
        var talk: (() throws -> Void)?
        for _ in 0..<150 {
            var poll = Poll()
            poll.add(socket, for: .readable)
            try poll.wait(.milliseconds(200))
            guard let message = try socket.receive(), let frame = message.frame else {
                try talk?()
                continue
            }
            let envelope = try Envelope(frame: frame)
            let from = try FromClient.Watch(envelope).from
            asked(from)
            let numbers = from == 0 ? first : Array(from..<3)
            for number in numbers {
                let answer = ToClient.Recorded(run: run, number: number)
                let bytes = try CanonicalJSON.encode(record)
                _ = try socket.send(
                    answer.envelope(from: envelope.session, payload: bytes).frame, to: message.route
                )
            }
            talk = {
                _ = try socket.send(
                    standing.envelope(from: envelope.session).frame, to: message.route)
            }
            let end = ToClient.Ended(run: run, state: .completed, numerics: "K", records: 3)
            _ = try socket.send(end.envelope(from: envelope.session).frame, to: message.route)
            if from > 0 { return }
        }
    }

    /// The last record may be lost as well as any other.
    @Test(arguments: [([0, 2], 1), ([0, 1], 2)])
    func `a gap in the records is asked for again`(first: [Int], missing: Int) throws {
        let asked = Mutex<[Int]>([])
        let endpoint = Mutex("")
        let (bound, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let thread = Thread {
            do {
                let socket = try Socket(.router, options: .listening, in: try Context.ofProcess())
                let address = try socket.bind("tcp://127.0.0.1:*")
                endpoint.withLock { $0 = address }
                bound.signal()
                try Self.coordinate(first, on: socket) { from in
                    asked.withLock { $0.append(from) }
                }
                done.wait()
            } catch {
                Issue.record(error)
            }
        }
        thread.start()
        bound.wait()
        let client = try Client(connectingTo: endpoint.withLock { $0 })
        defer { done.signal() }
        let (records, state) = try client.records(of: RunID("run"))
        #expect(records.keys.sorted() == [0, 1, 2] && state == .completed)
        #expect(Set(asked.withLock { $0 }) == [0, missing])
    }
}
