import Execution
import Foundation
import Jobs
import Testing
import ZeroMQ

/// A whole worker, its compute process a shell script, before a coordinator that a test plays by
/// hand.
final class WorkerScene {
    let folder: String
    private let socket: Socket
    private let stop: Waker
    private let ended: Announcement<WorkerEnd?>
    let heard = Heard()
    private(set) var route = Data()
    private(set) var session = SessionID("")

    /// - Parameter script: what stands in for the compute process; `$0` is the scene's folder.
    init(
        script: String = "sleep 600", shell: String = "/bin/sh", provesItself: Bool = false
    ) throws {
        folder = NSTemporaryDirectory() + "/preflight-worker-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let endpoint = "inproc://worker-scene-\(UUID().uuidString)"
        socket = try Socket(.router, options: .listening, in: Context.ofProcess())
        try socket.bind(endpoint)
        let settings = SupervisorSettings(
            endpoint: endpoint, name: "worker", slots: 1, program: Program(name: "x", build: "1"),
            command: [shell, "-c", script, folder], provesItself: provesItself,
            say: { [heard] in heard.take($0) })
        let (stop, ended) = (try Waker(), Announcement<WorkerEnd?>())
        (self.stop, self.ended) = (stop, ended)
        let thread = Thread {
            ended.announce(try? Supervisor(settings, stop: stop, in: Context.ofProcess()).run())
        }
        thread.start()
    }

    deinit {
        stop.wake()
        _ = ended.wait()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// How the worker ended, once it has; nil where it failed.
    var end: WorkerEnd? { ended.wait() }

    /// The next message of one kind; others are passed over.
    func expect<Wanted: Message>(_ kind: Wanted.Type) throws -> Wanted {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            guard let message = try socket.receive() else {
                var poll = Poll()
                poll.add(socket, for: .readable)
                try poll.wait(.milliseconds(500))
                continue
            }
            let envelope = try Envelope(frame: #require(message.frame))
            (route, session) = (try #require(message.route), envelope.session)
            if envelope.kind == Wanted.kind { return try Wanted(envelope) }
        }
        throw WireError("no message \(Wanted.kind) came")
    }

    func say(_ message: some Message, payload: Data = Data()) throws {
        try send(message.envelope(from: session, payload: payload).frame)
    }

    func send(_ frame: Data) throws { #expect(try socket.send(frame, to: route) == .sent) }

    /// Hears the worker's greeting and welcomes it.
    func welcome() throws {
        _ = try expect(FromWorker.Hello.self)
        try say(ToWorker.Welcome(beatInterval: 0.05))
    }

    /// Whether one of the next beats tells of this attempt.
    func hasBegun(_ attempt: AttemptID) throws -> Bool {
        for _ in 0..<100 {
            let beat = try expect(FromWorker.Beat.self)
            if beat.running.map(\.attempt) == [attempt] { return true }
            try say(ToWorker.Welcome(beatInterval: 0.05))
        }
        return false
    }

    /// Writes a file of frames that the script can hand to the worker.
    func write(_ frames: Data..., to name: String) throws {
        try frames.reduce(Data(), +).write(to: URL(filePath: folder + "/" + name))
    }
}
