internal import DequeModule
internal import Foundation
internal import ZeroMQ

/// Messages that wait because their connection has had its share of the turn, so that who says much
/// keeps nobody else waiting.
struct Inboxes {
    /// What a connection may ask of one turn: most messages cost 1.
    static let share = 256
    /// Messages, and bytes, that wait for one connection; what comes beyond is dropped.
    static let limit = 8192
    static let sizeLimit = 64 << 20

    private struct Inbox {
        var messages: Deque<Socket.Incoming> = []
        var bytes = 0
    }

    private var inboxes: [Data: Inbox] = [:]
    private var spent: [Data: Int] = [:]

    var isEmpty: Bool { inboxes.isEmpty }

    /// A new turn begins: all have their share again.
    mutating func beginTurn() { spent = [:] }

    mutating func spend(_ cost: Int, of route: Data) { spent[route, default: 0] += cost }

    func hasShare(_ route: Data) -> Bool { spent[route, default: 0] < Self.share }

    func isWaiting(_ route: Data) -> Bool { inboxes[route] != nil }

    /// Keeps a message for a later turn; false where too much waits already.
    mutating func keep(_ message: Socket.Incoming, of route: Data) -> Bool {
        let size = message.frame?.count ?? 0
        if let inbox = inboxes[route] {
            guard inbox.messages.count < Self.limit, inbox.bytes + size <= Self.sizeLimit else {
                return false
            }
        }
        inboxes[route, default: Inbox()].messages.append(message)
        inboxes[route, default: Inbox()].bytes += size
        return true
    }

    /// The connections for which messages wait.
    var routes: [Data] { inboxes.keys.sorted { $0.lexicographicallyPrecedes($1) } }

    /// The message that has waited longest for a connection.
    mutating func take(_ route: Data) -> Socket.Incoming? {
        guard let message = inboxes[route]?.messages.popFirst() else { return nil }
        inboxes[route]?.bytes -= message.frame?.count ?? 0
        if inboxes[route]?.messages.isEmpty == true { inboxes[route] = nil }
        return message
    }
}
