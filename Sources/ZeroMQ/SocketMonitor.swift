internal import CZeroMQ
internal import Foundation

/// Tells what becomes of a socket's connections.
public final class SocketMonitor {
    public enum Event: Hashable, Sendable {
        case connected
        /// The handshake is done: both sides know each other.
        case agreed
        /// The other side's authenticator refused our key; libzmq does not try again.
        case refused
        /// The other side speaks another protocol, plain text, or has other keys.
        case misunderstood
        case disconnected
    }

    /// For `Poll`.
    public let socket: Socket
    private let watched: Socket

    /// Watches `watched`, which must belong to the calling thread and lives at least as long as its
    /// monitor. The corresponding C function is `zmq_socket_monitor`.
    public init(of watched: Socket, in context: Context) throws(ZeroMQError) {
        let endpoint = "inproc://monitor-\(UUID().uuidString)"
        let events =
            ZMQ_EVENT_CONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
            | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_DISCONNECTED
        guard zmq_socket_monitor(watched.handle, endpoint, events) == 0 else {
            throw .last("cannot watch a socket")
        }
        // libzmq's I/O thread waits where an event finds nobody to take it, and all else waits for
        // that thread: so the queue has no limit, and the watched socket stops telling before its
        // listener goes.
        var options = SocketOptions.plain
        options.queueLimit = 0
        socket = try Socket(.pair, options: options, in: context)
        try socket.connect(endpoint)
        self.watched = watched
    }

    /// The corresponding C function is `zmq_socket_monitor`.
    deinit { zmq_socket_monitor(watched.handle, nil, 0) }

    /// Takes the next event, or nil where none waits.
    public func next() throws(ZeroMQError) -> Event? {
        while let message = try socket.receiveParts() {
            guard let bytes = message.frames.first, bytes.count >= 2 else { continue }
            let code = Int32(bytes[bytes.startIndex]) | Int32(bytes[bytes.startIndex + 1]) << 8
            switch code {
            case ZMQ_EVENT_CONNECTED: return .connected
            case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: return .agreed
            case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: return .refused
            case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: return .misunderstood
            case ZMQ_EVENT_DISCONNECTED: return .disconnected
            default: continue
            }
        }
        return nil
    }
}
