internal import CZeroMQ
internal import Foundation

/// Waits for sockets and file descriptors together.
public struct Poll {
    /// What to wait for, or what has come.
    public struct Readiness: OptionSet, Hashable, Sendable {
        public let rawValue: Int16
        public init(rawValue: Int16) { self.rawValue = rawValue }

        public static let readable = Readiness(rawValue: Int16(ZMQ_POLLIN))
        public static let writable = Readiness(rawValue: Int16(ZMQ_POLLOUT))
        /// The other end of a descriptor is gone, or it is not open at all.
        public static let broken = Readiness(rawValue: Int16(ZMQ_POLLERR))
    }

    private var items: [zmq_pollitem_t] = []
    private var sockets: [Socket] = []

    public init() {}

    /// Waits for `socket` too; returns the index under which `ready` tells of it.
    @discardableResult
    public mutating func add(_ socket: Socket, for readiness: Readiness) -> Int {
        sockets.append(socket)
        items.append(
            zmq_pollitem_t(socket: socket.handle, fd: 0, events: readiness.rawValue, revents: 0))
        return items.count - 1
    }

    /// Waits for a file descriptor too; returns the index under which `ready` tells of it.
    @discardableResult
    public mutating func add(descriptor: Int32, for readiness: Readiness) -> Int {
        items.append(
            zmq_pollitem_t(socket: nil, fd: descriptor, events: readiness.rawValue, revents: 0))
        return items.count - 1
    }

    /// What has come at an index since the last wait.
    public func ready(_ index: Int) -> Readiness { Readiness(rawValue: items[index].revents) }

    /// Returns as soon as something has come, or when `timeout` has passed; a signal interrupts
    /// nothing. The corresponding C function is `zmq_poll`.
    public mutating func wait(_ timeout: Duration) throws(ZeroMQError) {
        let end = ContinuousClock.now + timeout
        while true {
            let left = max(.zero, ContinuousClock.now.duration(to: end)).milliseconds
            if zmq_poll(&items, Int32(items.count), Int(left)) >= 0 { return }
            guard zmq_errno() == EINTR else { throw .last("cannot wait for sockets") }
        }
    }
}
