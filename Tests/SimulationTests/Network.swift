import Coordination
import Foundation
import Jobs
import Scheduling
import ZeroMQ

/// Somebody who speaks to the coordinator.
enum Peer: Hashable {
    case worker(Int)
    case client(Int)
    /// Somebody who has no business here.
    case stranger
}

/// The connections that there are and were, and who is cut off.
struct Network {
    struct Connection {
        let peer: Peer
        var isOpen = true
        /// What is sent on it arrives in order; nothing before this, to either end.
        var arrivals = (there: Instant(nanoseconds: 0), here: Instant(nanoseconds: 0))
    }

    /// Nothing gets through before `end`; what was sent is lost, or comes then.
    struct Cut {
        var end = Instant(nanoseconds: 0)
        var loses = false
    }

    private(set) var connections: [Connection] = []
    private(set) var current: [Peer: Int] = [:]
    var outbound: [Peer: Cut] = [:]
    var inbound: [Peer: Cut] = [:]
    /// Peers whose queues at the coordinator are full until then.
    var full: [Peer: Instant] = [:]

    static func route(_ number: Int) -> Data {
        Data([0] + withUnsafeBytes(of: UInt32(number).bigEndian, Array.init))
    }

    static func number(_ route: Data) -> Int {
        route.dropFirst().reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func connect(_ peer: Peer) -> Int {
        if let old = current[peer] { connections[old].isOpen = false }
        connections.append(Connection(peer: peer))
        current[peer] = connections.count - 1
        return connections.count - 1
    }

    /// Whether it was connected.
    @discardableResult
    mutating func disconnect(_ peer: Peer) -> Bool {
        guard let number = current.removeValue(forKey: peer) else { return false }
        connections[number].isOpen = false
        return true
    }

    func isOpen(_ number: Int) -> Bool {
        connections.indices.contains(number) && connections[number].isOpen
    }

    /// When a frame that would come at `time` comes at last; nil where it is lost.
    func passage(_ time: Instant, _ peer: Peer, toCoordinator: Bool) -> Instant? {
        guard let cut = (toCoordinator ? outbound : inbound)[peer], time < cut.end else {
            return time
        }
        return cut.loses ? nil : cut.end
    }

    /// Moves a frame behind those that are under way on its connection.
    mutating func queued(_ time: Instant, on number: Int, toCoordinator: Bool) -> Instant {
        if toCoordinator {
            connections[number].arrivals.there = max(connections[number].arrivals.there, time)
            return connections[number].arrivals.there
        }
        connections[number].arrivals.here = max(connections[number].arrivals.here, time)
        return connections[number].arrivals.here
    }
}

/// The coordinator's end of the simulated network.
final class SimulatedWire: Wire {
    private var inbox: [Socket.Incoming] = []
    private var read = 0
    private let onSend: (Data, Int) -> Socket.Sent

    init(onSend: @escaping (Data, Int) -> Socket.Sent) { self.onSend = onSend }

    func arrive(_ frame: Data?, on number: Int) {
        inbox.append(
            Socket.Incoming(route: Network.route(number), frame: frame, address: "10.0.0.1"))
    }

    func receive() throws(ZeroMQError) -> Socket.Incoming? {
        guard read < inbox.count else { return nil }
        defer {
            read += 1
            if read == inbox.count { (inbox, read) = ([], 0) }
        }
        return inbox[read]
    }

    func send(_ frame: Data, to route: Data?) throws(ZeroMQError) -> Socket.Sent {
        onSend(frame, Network.number(route ?? Data()))
    }
}
