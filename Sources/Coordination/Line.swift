internal import Foundation
internal import Jobs
internal import ZeroMQ

/// A client's connection to its coordinator, made again where it fell silent.
final class Line {
    /// How long an address may stay without any connection before a call gives up. Once there was
    /// one, a coordinator that is busy, or starts again, is waited for as long as a call says.
    static let longestSearch = Duration.seconds(5)

    let endpoint: Endpoint
    /// Whether anything ever listened at the address.
    private var isReached = false
    private(set) var session = SessionID.random()
    private let identity: CurveIdentity?
    private let context: Context
    private var socket: Socket
    private var monitor: SocketMonitor

    init(to endpoint: String, identity: CurveIdentity?) throws {
        self.endpoint = try Endpoint(endpoint)
        self.identity = identity
        context = try Context.ofProcess()
        guard self.endpoint.isLocal || identity != nil else {
            throw CoordinationError(
                .keys, "\(endpoint) is on another host, so keys are needed: start with --keys DIR")
        }
        (socket, monitor) = try Self.connect(to: endpoint, identity, context)
    }

    /// Shows a coordinator without keys that this client is of its account; read anew each time,
    /// for the coordinator may have come only now.
    var proof: String? {
        identity == nil ? LocalToken.seal(for: endpoint)?.proof(for: session) : nil
    }

    private static func connect(
        to endpoint: String, _ identity: CurveIdentity?, _ context: Context
    ) throws -> (Socket, SocketMonitor) {
        let security = identity.map { Security.connecting($0) } ?? .none
        let socket = try Socket(.dealer, options: .connecting, security: security, in: context)
        let monitor = try SocketMonitor(of: socket, in: context)
        try socket.connect(endpoint)
        return (socket, monitor)
    }

    /// Starts afresh on a new socket; the session stays, so that nothing is asked for twice.
    func reconnect() throws {
        (socket, monitor) = try Self.connect(to: endpoint.text, identity, context)
    }

    /// Sends as soon as the connection stands; false where it does not within `patience`, or
    /// nothing listens at the address at all.
    func send(
        _ message: some Message, payload: Data = Data(), within patience: Duration
    ) throws -> Bool {
        let frame = try message.envelope(from: session, payload: payload).frame
        let start = ContinuousClock.now
        while true {
            if try socket.send(frame) == .sent {
                isReached = true
                return true
            }
            let left = patience - start.duration(to: .now)
            guard left > .zero, isReached || start.duration(to: .now) < Self.longestSearch else {
                return false
            }
            var poll = Poll()
            poll.add(socket, for: .writable)
            poll.add(monitor.socket, for: .readable)
            try poll.wait(min(left, .milliseconds(50)))
            try listen()
        }
    }

    /// The next message for this session; nil where none comes within `patience`.
    func receive(within patience: Duration) throws -> Envelope? {
        let end = ContinuousClock.now + patience
        while true {
            if let message = try socket.receive() {
                guard let frame = message.frame else { continue }
                let envelope = try Envelope(frame: frame)
                if envelope.session == session { return envelope }
                continue
            }
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { return nil }
            var poll = Poll()
            poll.add(socket, for: .readable)
            poll.add(monitor.socket, for: .readable)
            try poll.wait(left)
            try listen()
        }
    }

    private func listen() throws {
        while let event = try monitor.next() {
            if event == .connected { isReached = true }
            guard event == .refused else { continue }
            throw CoordinationError(
                .refused,
                "the coordinator at \(endpoint) does not list this client's key: add it to the "
                    + "coordinator's authorized keys")
        }
    }
}
