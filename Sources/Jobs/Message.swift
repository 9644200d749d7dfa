public import Foundation

/// A body that has a kind of its own on the wire.
public protocol Message: Codable, Sendable, Hashable {
    static var kind: String { get }
}

extension Message {
    /// Wraps the message for sending.
    public func envelope(from session: SessionID, payload: Data = Data()) throws -> Envelope {
        Envelope(
            kind: Self.kind, session: session, body: try CanonicalJSON.encode(self),
            payload: payload)
    }

    /// Reads a message of this kind.
    /// - Throws: `WireError` where the kind is another or the body does not fit.
    public init(_ envelope: Envelope) throws {
        guard envelope.kind == Self.kind else {
            throw WireError("expected a message \"\(Self.kind)\", found \"\(envelope.kind)\"")
        }
        do {
            self = try CanonicalJSON.decode(Self.self, from: envelope.body)
        } catch {
            let reason = WireError.reason(of: error)
            throw WireError("the body of a message \"\(Self.kind)\" does not fit: \(reason)")
        }
    }
}
