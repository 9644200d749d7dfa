public import Foundation

/// One message as it stands in one frame: a header line, the body, and behind it the raw bytes of
/// a piece of a blob or of a record.
///
/// The header is `preflight/4 KIND SESSION BODY PAYLOAD` and a newline, the last two the number of
/// bytes of body and payload in decimal digits. The body is canonical JSON. Nothing in a message is
/// ever executed.
public struct Envelope: Hashable, Sendable {
    public static let version = "preflight/4"
    /// Bytes that a frame may have at most.
    public static let limit = 1 << 20

    public var kind: String
    public var session: SessionID
    public var body: Data
    public var payload: Data

    public init(kind: String, session: SessionID, body: Data, payload: Data = Data()) {
        self.kind = kind
        self.session = session
        self.body = body
        self.payload = payload
    }

    /// The message's one frame.
    public var frame: Data { frame(version: Self.version) }

    /// Whether the frame is small enough to be taken.
    public var fits: Bool {
        body.count + payload.count <= Self.limit - FrameHeader.limit || frame.count <= Self.limit
    }

    /// The same in the words of another version, for telling its speaker so.
    public func frame(version: String) -> Data {
        var frame = Data("\(version) \(kind) \(session) \(body.count) \(payload.count)\n".utf8)
        frame.append(body)
        frame.append(payload)
        return frame
    }

    /// Reads one frame.
    /// - Throws: `WireError` where its header, version or a length is not as above.
    public init(frame: Data) throws(WireError) {
        guard frame.count <= Self.limit else {
            throw WireError("a frame has at most \(Self.limit) bytes, this one \(frame.count)")
        }
        guard let header = FrameHeader(frame) else {
            throw WireError("a frame begins with a line of ASCII words: version, kind, session, …")
        }
        guard header.version == Self.version else {
            throw WireError(
                "protocol version \"\(header.version)\" is not spoken here; expected "
                    + "\"\(Self.version)\": run the same release on coordinator, workers and "
                    + "clients")
        }
        guard header.rest.count == 2, let body = Self.length(header.rest[0]),
            let payload = Self.length(header.rest[1]),
            header.count + body + payload == frame.count
        else {
            throw WireError(
                "a header ends in the lengths of body and payload, which fill the frame")
        }
        kind = header.kind
        session = header.session
        let start = frame.startIndex + header.count
        self.body = Data(frame[start..<start + body])
        self.payload = Data(frame[(start + body)...])
    }

    private static func length(_ word: String) -> Int? {
        guard word.utf8.count <= 7, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            word == "0" || !word.hasPrefix("0")
        else { return nil }
        return Int(word)
    }
}
