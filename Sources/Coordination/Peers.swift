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

    /// Sessions in all, of one key (or of all who have none), and on one connection.
    static let limit = 100_000
    static let originLimit = 16_384
    static let routeLimit = 16
    /// Bytes under way to all connections together, beyond which each has room for one message.
    static let budget = 512 << 20

    private var peers: [SessionID: Peer] = [:]
    private var blocked: Set<SessionID> = []
    private(set) var lanes: [Data: Lane] = [:]
    private var origins: [Origin: Int] = [:]
    /// The lanes' burdens together.
    private var burden = 0

    var isBlocked: Bool { !blocked.isEmpty }
    var count: Int { peers.count }
    var workers: Int { peers.values.count { $0.isWorker } }
    /// Bytes that may be under way.
    var unread: Int { lanes.values.reduce(0) { $0 + $1.unread } }

    subscript(session: SessionID) -> Peer? { peers[session] }

    /// Whether a session is new on a connection that has as many as it may.
    func isCrowded(_ session: SessionID, at route: Data) -> Bool {
        peers[session] == nil && lanes[route]?.sessions.count ?? 0 >= Self.routeLimit
    }

    /// The session on a connection that has been silent longest, of those that are not needed.
    func oldest(at route: Data, _ isNeeded: (SessionID) -> Bool) -> SessionID? {
        (lanes[route]?.sessions ?? []).filter { !isNeeded($0) }
            .min { (lastWord(of: $0), $0) < (lastWord(of: $1), $1) }
    }

    private func lastWord(of session: SessionID) -> Instant {
        peers[session]?.heard ?? Instant(nanoseconds: 0)
    }

    /// Takes note of a message; false where the session belongs to somebody else, or there are too
    /// many already.
    mutating func hear(
        _ session: SessionID, from route: Data, _ origin: Origin, at now: Instant
    ) -> Bool {
        if let peer = peers[session] {
            guard peer.origin == origin else { return false }
            if peer.route != route { move(session, from: peer.route, to: route) }
            peers[session]!.heard = now
            return true
        }
        guard peers.count < Self.limit, origins[origin, default: 0] < Self.originLimit,
            !isCrowded(session, at: route)
        else { return false }
        peers[session] = Peer(route: route, origin: origin, heard: now)
        origins[origin, default: 0] += 1
        lanes[route, default: Lane()].sessions.insert(session)
        return true
    }

    private mutating func move(_ session: SessionID, from old: Data, to route: Data) {
        leave(old, session)
        lanes[route, default: Lane()].sessions.insert(session)
        peers[session]!.route = route
    }

    /// A connection without sessions is remembered for as long as something may be unread there.
    private mutating func leave(_ route: Data, _ session: SessionID) {
        lanes[route]?.sessions.remove(session)
        if let lane = lanes[route], lane.sessions.isEmpty, lane.burden == 0 { lanes[route] = nil }
    }

    mutating func setWorker(_ session: SessionID, _ isWorker: Bool) {
        peers[session]?.isWorker = isWorker
    }

    mutating func remove(_ session: SessionID) {
        guard let peer = peers.removeValue(forKey: session) else { return }
        leave(peer.route, session)
        let left = origins[peer.origin, default: 0] - 1
        origins[peer.origin] = left > 0 ? left : nil
        blocked.remove(session)
    }

    /// Whether a peer has read enough of what it was sent to be sent more of what is large.
    func isOpen(_ session: SessionID) -> Bool {
        guard let peer = peers[session], peer.outbox.isEmpty else { return false }
        let unread = lanes[peer.route]?.unread ?? 0
        return unread < (burden < Self.budget ? Lane.window : Lane.markInterval)
    }

    /// Sends, or keeps for later what a full queue does not take; false where the peer is gone. A
    /// peer that reads nothing gets nothing.
    mutating func send(
        _ envelope: Envelope, to session: SessionID, on socket: any Wire
    ) throws(ZeroMQError) -> Bool {
        guard let peer = peers[session] else { return false }
        let unread = lanes[peer.route]?.unread ?? 0
        guard unread < (burden < Self.budget ? Lane.limit : Lane.window) else { return true }
        guard try hand(envelope.frame, to: session, on: socket) else { return false }
        return try mark(peer.route, session, on: socket)
    }

    private mutating func hand(
        _ frame: Data, to session: SessionID, on socket: any Wire
    ) throws(ZeroMQError) -> Bool {
        guard let peer = peers[session] else { return false }
        var isKept = !peer.outbox.isEmpty
        if !isKept {
            switch try socket.send(frame, to: peer.route) {
            case .sent: break
            case .unreachable: return false
            case .full: isKept = true
            }
        }
        if isKept {
            peers[session]!.outbox.append(frame)
            blocked.insert(session)
        }
        change(peer.route) { $0.hand(frame.count) }
        return true
    }

    private mutating func change(_ route: Data, _ body: (inout Lane) -> Void) {
        guard var lane = lanes[route] else { return }
        burden -= lane.burden
        body(&lane)
        burden += lane.burden
        lanes[route] = lane
    }

    /// Sends a mark where one is due.
    private mutating func mark(
        _ route: Data, _ session: SessionID, on socket: any Wire
    ) throws(ZeroMQError) -> Bool {
        var due: String?
        change(route) { due = $0.nextMark() }
        guard let due, let envelope = try? ReadMark(mark: due).envelope(from: session) else {
            return true
        }
        return try hand(envelope.frame, to: session, on: socket)
    }

    /// A connection says that it has read all before a mark; false where it is gone.
    mutating func reach(
        _ mark: String, _ route: Data, _ session: SessionID, on socket: any Wire
    ) throws(ZeroMQError) -> Bool {
        change(route) { $0.reach(mark) }
        guard peers[session] != nil else { return true }
        return try self.mark(route, session, on: socket)
    }

    /// Tries again what full queues did not take; returns those that are gone.
    mutating func flush(on socket: any Wire) throws(ZeroMQError) -> [SessionID] {
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

    /// Those who have said nothing since `limit` and are not needed.
    func silent(since limit: Instant, _ isNeeded: (SessionID) -> Bool) -> [SessionID] {
        peers.filter { $0.value.heard < limit && !isNeeded($0.key) }.keys.sorted()
    }

    /// Forgets the connections without sessions that are gone.
    mutating func sweep(on socket: any Wire) throws(ZeroMQError) {
        let session = SessionID("0")
        guard let word = try? ReadMark(mark: "").envelope(from: session).frame else { return }
        for (route, lane) in lanes where lane.sessions.isEmpty {
            if try socket.send(word, to: route) == .unreachable {
                burden -= lane.burden
                lanes[route] = nil
            }
        }
    }
}
