public import Foundation

/// One message as it stands in frames: `[protocol version][kind][session][body]` and, for a piece
/// of a blob, its raw bytes as a fifth frame.
///
/// The body is canonical JSON of at most 1 MiB. Nothing in it is ever executed.
public struct Envelope: Hashable, Sendable {
    public static let version = "preflight/1"
    /// Bytes that a body or a payload may have at most.
    public static let limit = 1 << 20

    public var kind: String
    public var session: SessionID
    public var body: Data
    public var payload: Data?

    public init(kind: String, session: SessionID, body: Data, payload: Data? = nil) {
        self.kind = kind
        self.session = session
        self.body = body
        self.payload = payload
    }

    /// The frames in order, the peer's routing frame left out.
    public var frames: [Data] {
        [Data(Self.version.utf8), Data(kind.utf8), Data(session.text.utf8), body]
            + (payload.map { [$0] } ?? [])
    }

    /// Reads the frames of one message.
    /// - Throws: `WireError` where their number, the version, a length or the text is not as above.
    public init(frames: [Data]) throws {
        guard frames.count == 4 || frames.count == 5 else {
            throw WireError("a message has 4 or 5 frames, this one has \(frames.count)")
        }
        guard frames[0] == Data(Self.version.utf8) else {
            let found = String(decoding: frames[0].prefix(40), as: UTF8.self)
            throw WireError(
                "protocol version \"\(found)\" is not spoken here; expected \"\(Self.version)\": "
                    + "run the same release on coordinator, workers and clients")
        }
        guard frames[1].count <= 64, frames[2].count <= 64 else {
            throw WireError("a message's kind and session have at most 64 bytes")
        }
        guard frames[3].count <= Self.limit, (frames.last?.count ?? 0) <= Self.limit else {
            throw WireError("a frame has at most \(Self.limit) bytes")
        }
        kind = String(decoding: frames[1], as: UTF8.self)
        session = SessionID(String(decoding: frames[2], as: UTF8.self))
        body = frames[3]
        payload = frames.count == 5 ? frames[4] : nil
    }
}
