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

    /// Watches `watched`, which must belong to the calling thread. The corresponding C function is
    /// `zmq_socket_monitor`.
    public init(of watched: Socket, in context: Context) throws(ZeroMQError) {
        let endpoint = "inproc://monitor-\(UUID().uuidString)"
        let events =
            ZMQ_EVENT_CONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
            | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_DISCONNECTED
        guard zmq_socket_monitor(watched.handle, endpoint, events) == 0 else {
            throw .last("cannot watch a socket")
        }
        socket = try Socket(.pair, options: .plain, in: context)
        try socket.connect(endpoint)
    }

    /// Takes the next event, or nil where none waits.
    public func next() throws(ZeroMQError) -> Event? {
        while let message = try socket.receive() {
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
