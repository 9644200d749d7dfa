import Coordination
import Foundation
import FrameMutation
import Testing
import ZeroMQ

/// Nonsense at a coordinator's port while an honest run goes on: mutated frames of workers and
/// clients, and connections that speak another protocol. `PORT_FRAMES=100000` sends that many.
@Suite(.serialized) struct LivePortTests {
    static let frames = Amount.of(3000, long: 100_000, variable: "PORT_FRAMES")
    static let trials = Amount.of(40, long: 400, variable: "PORT_TRIALS")
    static let goldens = URL(filePath: Preflight.root).appending(path: "Tests/JobsTests/Goldens")

    @Test(arguments: [false, true])
    func `nonsense at a live port stops no honest run, and nothing grows`(hasKeys: Bool) throws {
        let search = [
            "search", Preflight.example("digits/mlp.yaml"), "--trials", "\(Self.trials)",
        ]
        let expected = try Preflight.run(search + ["--workers", "2"]).file("report.json")
        let port = Preflight.freePort()
        let address = "tcp://127.0.0.1:\(port)"
        let keys = try Preflight.temporaryFolder() + "/keys"
        let reach = hasKeys ? ["--keys", keys] : []
        _ = try Preflight.run("keys", "init", "--keys", keys)
        let store = try Preflight.temporaryFolder() + "/store.sqlite"
        let coordinator = try Preflight.start(
            ["coordinator", "--listen", address, "--store", store] + reach)
        let worker = try Preflight.start(
            ["worker", "--connect", address, "--slots", "2"] + reach)
        defer { for command in [worker, coordinator] { command.send(SIGKILL) } }
        let isListening = eventually { coordinator.errors.contains("listening") }
        #expect(isListening, "\(coordinator.errors)")
        let client = try Preflight.start(search + ["--coordinator", address] + reach)

        let start = Date()
        var stranger = try Stranger(
            at: address, port: port, keys: hasKeys ? KeyDirectory(path: keys) : nil)
        for _ in 0..<Self.frames / 4 { try stranger.speak() }
        let before = ProcessTable.residentBytes(of: coordinator.process.processIdentifier)
        for _ in 0..<Self.frames * 3 / 4 { try stranger.speak() }
        let answer = client.wait()
        let seconds = Int(Date().timeIntervalSince(start))

        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try answer.file("report.json") == expected)
        #expect(coordinator.process.isRunning && worker.process.isRunning)
        let growth =
            ProcessTable.residentBytes(of: coordinator.process.processIdentifier) - before
        #expect(before > 0 && growth < 48 << 20, "\(growth) bytes more than \(before)")
        let lines = coordinator.errors.split(separator: "\n")
        let passed = lines.count { $0.contains("passed over a message") }
        #expect(passed > 0 && passed <= (seconds + 2) * stranger.connections, "\(passed)")
        #expect(!coordinator.errors.contains("\u{1B}"))
    }
}

/// Somebody with two connections, as a worker and as a client, who speaks nonsense.
struct Stranger {
    private(set) var connections = 0
    private var mutator: FrameMutator
    private var sockets: [Socket] = []
    private let address: String
    private let port: Int
    private let keys: KeyDirectory?
    private var spoken = 0

    init(at address: String, port: Int, keys: KeyDirectory?) throws {
        (self.address, self.port, self.keys) = (address, port, keys)
        mutator = try FrameMutator(
            goldens: LivePortTests.goldens, speakers: ["worker", "client"], seed: 7)
    }

    /// Sends one frame, now and then by a new connection, and at times what is no frame.
    mutating func speak() throws {
        if spoken % 1000 == 0 { try connect() }
        spoken += 1
        if spoken % 50 == 0 { shout() }
        let socket = sockets[spoken % sockets.count]
        let frame = mutator.next()
        // A frame that is too long costs the connection, which comes again by itself.
        let end = Date().addingTimeInterval(20)
        while try socket.send(frame) != .sent, Date() < end {
            var poll = Poll()
            poll.add(socket, for: .writable)
            try poll.wait(.seconds(1))
        }
        while try socket.receive() != nil {}
    }

    private mutating func connect() throws {
        let identities = try keys.map { [try $0.workerIdentity(), try $0.clientIdentity()] }
        sockets = try (0..<2).map { index in
            let socket = try Socket(
                .dealer, options: .connecting,
                security: identities.map { .connecting($0[index]) } ?? .none,
                in: try Context.ofProcess())
            try socket.connect(address)
            return socket
        }
        connections += sockets.count
    }

    /// Bytes at the port itself. The corresponding C functions are `connect` and `send`.
    private mutating func shout() {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = UInt16(port).bigEndian
        target.sin_addr.s_addr = inet_addr("127.0.0.1")
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isThere = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, length) == 0
            }
        }
        guard isThere else { return }
        let bytes = mutator.garbage()
        _ = bytes.withUnsafeBytes {
            send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }
}
