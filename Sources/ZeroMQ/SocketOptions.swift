internal import CZeroMQ
internal import Foundation

/// The options of a socket, with the values that this protocol uses.
public struct SocketOptions: Sendable {
    /// Messages that wait in each direction for one peer.
    public var queueLimit: Int
    /// How long what is still unsent lives on after the socket's end.
    public var linger: Duration
    /// The largest frame in bytes that a peer may send.
    public var frameLimit: Int
    var specific: [(Int32, Int32)]

    /// For the one socket that listens: sends to a full or unknown peer fail instead of being lost.
    public static let listening = SocketOptions(
        queueLimit: 1000, linger: .seconds(1), frameLimit: 1 << 20,
        specific: [
            (ZMQ_ROUTER_MANDATORY, 1), (ZMQ_BACKLOG, 4096), (ZMQ_HANDSHAKE_IVL, 30_000),
            (ZMQ_IPV6, 1), (ZMQ_HEARTBEAT_IVL, 10_000), (ZMQ_HEARTBEAT_TIMEOUT, 30_000),
            (ZMQ_TCP_KEEPALIVE, 1),
        ])

    /// For a socket that connects: it queues for a coordinator that is there, never for the next
    /// process on that port.
    public static let connecting = SocketOptions(
        queueLimit: 1000, linger: .seconds(5), frameLimit: 1 << 20,
        specific: [
            (ZMQ_IMMEDIATE, 1), (ZMQ_RECONNECT_IVL, 100), (ZMQ_RECONNECT_IVL_MAX, 10_000),
            (ZMQ_HEARTBEAT_IVL, 10_000), (ZMQ_HEARTBEAT_TIMEOUT, 30_000),
            (ZMQ_TCP_KEEPALIVE, 1), (ZMQ_IPV6, 1),
        ])

    static let plain = SocketOptions(
        queueLimit: 1000, linger: .zero, frameLimit: 1 << 20, specific: [])

    func apply(to socket: Socket) throws(ZeroMQError) {
        let milliseconds = linger.milliseconds
        try socket.set(ZMQ_LINGER, milliseconds)
        try socket.set(ZMQ_SNDHWM, Int32(queueLimit))
        try socket.set(ZMQ_RCVHWM, Int32(queueLimit))
        try socket.set(ZMQ_MAXMSGSIZE, Int64(frameLimit))
        for (option, value) in specific { try socket.set(option, value) }
    }
}

extension Duration {
    /// Whole milliseconds, rounded up.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        let exact = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: exact)
    }
}

extension Socket {
    /// The corresponding C function is `zmq_setsockopt`.
    func set(_ option: Int32, _ value: some FixedWidthInteger) throws(ZeroMQError) {
        let result = withUnsafeBytes(of: value) {
            zmq_setsockopt(handle, option, $0.baseAddress, $0.count)
        }
        guard result == 0 else { throw .last("cannot set socket option \(option) to \(value)") }
    }

    /// The corresponding C function is `zmq_setsockopt`.
    func set(_ option: Int32, _ text: String) throws(ZeroMQError) {
        // The value may be a secret key: it stays out of the error's text.
        guard zmq_setsockopt(handle, option, text, text.utf8.count) == 0 else {
            throw .last("cannot set socket option \(option)", advice: "the value does not fit")
        }
    }

    /// The corresponding C function is `zmq_getsockopt`.
    func text(_ option: Int32) throws(ZeroMQError) -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        var count = bytes.count
        guard zmq_getsockopt(handle, option, &bytes, &count) == 0 else {
            throw .last("cannot read socket option \(option)")
        }
        return String(decoding: bytes.prefix(count).prefix { $0 != 0 }, as: UTF8.self)
    }
}
