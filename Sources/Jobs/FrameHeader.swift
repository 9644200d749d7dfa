public import Foundation

/// The first line of a frame: words of printable ASCII, one space between two, ended by a newline.
///
/// In every version of the protocol it begins with the version, the message's kind and the session,
/// so that a peer of another version can be answered.
public struct FrameHeader: Hashable, Sendable {
    /// Bytes that the line may have, its newline included.
    public static let limit = 256

    public var version: String
    public var kind: String
    public var session: SessionID
    /// What this version says beside them.
    public var rest: [String]
    /// The line's bytes, its newline included.
    public let count: Int

    /// Reads the header of a frame; nil where it does not begin with such a line.
    public init?(_ frame: Data) {
        let line = frame.prefix(Self.limit).prefix { $0 != 0x0A }
        guard line.count < min(frame.count, Self.limit),
            line.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count >= 3, words.allSatisfy({ !$0.isEmpty }),
            words.prefix(3).allSatisfy({ $0.utf8.count <= 64 })
        else { return nil }
        (version, kind, session) = (words[0], words[1], SessionID(words[2]))
        rest = Array(words.dropFirst(3))
        count = line.count + 1
    }
}
