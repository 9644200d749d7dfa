internal import Foundation
internal import Jobs
internal import Scheduling
internal import ZeroMQ

/// Everyone who has spoken, by session: how to reach them and what still waits to be sent.
struct Peers {
    struct Peer {
        /// The socket's own name for the connection; changes when a broken one is made again.
        var route: Data
        /// Who the session belongs to.
        var origin: Origin
        var heard: Instant
        /// A worker that has greeted and whose session is not over.
        var isWorker = false
        /// What the peer's full queue did not take.
        var outbox: [Data] = []
    }

    /// Messages that may wait for one peer; who lets more pile up is given up.
    static let outboxLimit = 4096
    static let limit = 100_000

    private var peers: [SessionID: Peer] = [:]
    private var blocked: Set<SessionID> = []

    var isBlocked: Bool { !blocked.isEmpty }
    var workers: Int { peers.values.count { $0.isWorker } }

    subscript(session: SessionID) -> Peer? { peers[session] }

    /// Takes note of a message; false where the session belongs to somebody else.
    mutating func hear(
        _ session: SessionID, from route: Data, _ origin: Origin, at now: Instant
    ) -> Bool {
        if let peer = peers[session] {
            guard peer.origin == origin else { return false }
            peers[session]!.heard = now
            peers[session]!.route = route
            return true
        }
        guard peers.count < Self.limit else { return false }
        peers[session] = Peer(route: route, origin: origin, heard: now)
        return true
    }

    mutating func setWorker(_ session: SessionID, _ isWorker: Bool) {
        peers[session]?.isWorker = isWorker
    }

    mutating func remove(_ session: SessionID) {
        peers[session] = nil
        blocked.remove(session)
    }

    /// Sends, or keeps for later what a full queue does not take; false where the peer is gone.
    mutating func send(
        _ envelope: Envelope, to session: SessionID, on socket: Socket
    ) throws(ZeroMQError) -> Bool {
        guard let peer = peers[session] else { return false }
        guard peer.outbox.isEmpty else {
            peers[session]!.outbox.append(envelope.frame)
            return peer.outbox.count < Self.outboxLimit
        }
        switch try socket.send(envelope.frame, to: peer.route) {
        case .sent: return true
        case .unreachable: return false
        case .full:
            peers[session]!.outbox.append(envelope.frame)
            blocked.insert(session)
            return true
        }
    }

    /// Tries again what full queues did not take; returns those that are gone.
    mutating func flush(on socket: Socket) throws(ZeroMQError) -> [SessionID] {
        var gone: [SessionID] = []
        for session in blocked.sorted() {
            guard let peer = peers[session] else { continue }
            var sent = 0
            flushing: for frame in peer.outbox {
                switch try socket.send(frame, to: peer.route) {
                case .sent: sent += 1
                case .full: break flushing
                case .unreachable:
                    gone.append(session)
                    break flushing
                }
            }
            peers[session]!.outbox.removeFirst(sent)
            if peers[session]!.outbox.isEmpty { blocked.remove(session) }
        }
        return gone
    }

    /// The key of each session that has one.
    var users: [(session: SessionID, user: String)] {
        peers.compactMap { session, peer in
            if case .key(let user, _) = peer.origin { (session, user) } else { nil }
        }.sorted { $0.session < $1.session }
    }

    /// Those who have said nothing since `limit` and are not among `kept`.
    func silent(since limit: Instant, except kept: Set<SessionID>) -> [SessionID] {
        peers.filter { $0.value.heard < limit && !$0.value.isWorker && !kept.contains($0.key) }
            .keys.sorted()
    }
}
