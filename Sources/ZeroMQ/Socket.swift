internal import CZeroMQ
public import Foundation

/// A libzmq socket. It belongs to the thread that made it, so it is not `Sendable`.
public final class Socket {
    public enum Kind: Sendable {
        case router, dealer
        /// Only for watching another socket.
        case pair
    }

    /// How a send ended.
    public enum Sent: Sendable {
        case sent
        /// The peer's queue is full, or nobody is connected yet: keep the message and try later.
        case full
        /// A router knows no such peer (any more).
        case unreachable
    }

    /// A message as it arrived.
    public struct Incoming: Sendable {
        /// A router's own name for the connection; nil for other sockets.
        public var route: Data?
        /// Nil where the peer sent several frames as one message, which none of ours does.
        public var frame: Data?
        /// The name that the authenticator gave the peer; nil without keys.
        public var user: String?
        /// The peer's network address; nil for a peer in this process.
        public var address: String?

        package init(
            route: Data?, frame: Data?, user: String? = nil, address: String? = nil
        ) {
            self.route = route
            self.frame = frame
            self.user = user
            self.address = address
        }
    }

    /// A message of libzmq, routing frame included.
    struct Parts {
        /// The first of them.
        var frames: [Data] = []
        /// How many there were.
        var count = 0
        var user: String?
        var address: String?
    }

    /// More frames than any message has, questions of authentication included, are dropped.
    static let frameLimit = 16

    let handle: UnsafeMutableRawPointer
    private let kind: Kind
    private let context: Context

    /// Makes a socket with `options`. The corresponding C function is `zmq_socket`.
    public init(
        _ kind: Kind, options: SocketOptions, security: Security = .none, in context: Context
    ) throws(ZeroMQError) {
        let type =
            switch kind {
            case .router: ZMQ_ROUTER
            case .dealer: ZMQ_DEALER
            case .pair: ZMQ_PAIR
            }
        guard let handle = zmq_socket(context.handle, type) else {
            throw .last("cannot make a socket")
        }
        self.handle = handle
        self.kind = kind
        self.context = context
        try options.apply(to: self)
        try security.apply(to: self)
    }

    /// The corresponding C function is `zmq_close`.
    deinit { zmq_close(handle) }

    /// Listens at `endpoint` and returns it with the port that a `*` became. The corresponding C
    /// function is `zmq_bind`.
    @discardableResult
    public func bind(_ endpoint: String) throws(ZeroMQError) -> String {
        guard zmq_bind(handle, endpoint) == 0 else { throw .last("cannot listen at \(endpoint)") }
        // The last endpoint spells the host in its own way, such as [::ffff:127.0.0.1].
        guard endpoint.hasPrefix("tcp://"), endpoint.hasSuffix(":*"),
            let port = try text(ZMQ_LAST_ENDPOINT).split(separator: ":").last
        else { return endpoint }
        return String(endpoint.dropLast()) + port
    }

    /// Connects in the background, again and again until it is there. The corresponding C function
    /// is `zmq_connect`.
    public func connect(_ endpoint: String) throws(ZeroMQError) {
        guard zmq_connect(handle, endpoint) == 0 else {
            throw .last("cannot connect to \(endpoint)")
        }
    }

    /// Hands over a message of one frame without waiting: libzmq 4.3.4 ends the whole process of a
    /// connecting peer whose listener dies between two frames of a message.
    ///
    /// - Parameter route: for a router, the connection's name, which stays on this side.
    public func send(_ frame: Data, to route: Data? = nil) throws(ZeroMQError) -> Sent {
        try send(parts: (route.map { [$0] } ?? []) + [frame])
    }

    /// Hands over one message of several frames without waiting. The corresponding C function is
    /// `zmq_send`.
    ///
    /// A connection that breaks between two frames leaves libzmq dropping what follows up to the
    /// last frame, so the rest is sent in any case.
    package func send(parts: [Data]) throws(ZeroMQError) -> Sent {
        var outcome = Sent.sent
        for (index, part) in parts.enumerated() {
            let more = index + 1 < parts.count ? ZMQ_SNDMORE : 0
            let count = part.withUnsafeBytes {
                zmq_send(handle, $0.baseAddress, $0.count, ZMQ_DONTWAIT | more)
            }
            guard count < 0 else { continue }
            switch zmq_errno() {
            case EAGAIN: outcome = .full
            case EHOSTUNREACH: outcome = .unreachable
            default: throw .last("cannot send")
            }
            if index == 0 { return outcome }
        }
        return outcome
    }

    /// Takes the next message, or nil where none waits.
    public func receive() throws(ZeroMQError) -> Incoming? {
        let isRouted = kind == .router
        guard let parts = try receiveParts(keeping: isRouted ? 2 : 1) else { return nil }
        let isWhole = parts.count == (isRouted ? 2 : 1)
        return Incoming(
            route: isRouted ? parts.frames[0] : nil, frame: isWhole ? parts.frames.last : nil,
            user: parts.user, address: parts.address)
    }

    /// Takes the first `limit` frames of the next message, or nil where none waits; the others are
    /// not even copied.
    func receiveParts(keeping limit: Int = Socket.frameLimit) throws(ZeroMQError) -> Parts? {
        var parts = Parts()
        var part = zmq_msg_t()
        zmq_msg_init(&part)
        defer { zmq_msg_close(&part) }
        repeat {
            guard try receive(into: &part) else { return nil }
            parts.count += 1
            guard parts.count <= limit else { continue }
            parts.frames.append(Data(bytes: zmq_msg_data(&part), count: zmq_msg_size(&part)))
            // With libzmq 4.3.4 the routing frame has no properties after a poll; the others have.
            parts.user = property("User-Id", of: &part) ?? parts.user
            parts.address = property("Peer-Address", of: &part) ?? parts.address
        } while zmq_msg_more(&part) != 0
        return parts
    }

    /// The corresponding C function is `zmq_msg_recv`.
    private func receive(into part: inout zmq_msg_t) throws(ZeroMQError) -> Bool {
        while zmq_msg_recv(&part, handle, ZMQ_DONTWAIT) < 0 {
            switch zmq_errno() {
            case EAGAIN: return false
            case EINTR: continue
            default: throw .last("cannot receive")
            }
        }
        return true
    }

    /// The corresponding C function is `zmq_msg_gets`.
    private func property(_ name: String, of part: inout zmq_msg_t) -> String? {
        zmq_msg_gets(&part, name).map { String(cString: $0) }
    }
}

@available(*, unavailable) extension Socket: Sendable {}
