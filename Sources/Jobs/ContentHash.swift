public import Foundation

/// The SHA-256 of some bytes, as 64 lower-case hexadecimal digits: the name under which experiment
/// files, data files and outcomes travel.
public struct ContentHash: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let text: String

    /// Hashes `bytes`.
    public init(of bytes: Data) {
        var stream = HashStream()
        stream.update(bytes)
        self = stream.finish()
    }

    /// Hashes a file piece by piece, without holding it: returns the hash and the number of bytes.
    ///
    /// - Throws: what Foundation throws where the file can't be read.
    public static func ofFile(at url: URL) throws -> (hash: ContentHash, size: Int) {
        let file = try FileHandle(forReadingFrom: url)
        defer { try? file.close() }
        var stream = HashStream()
        var size = 0
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            stream.update(piece)
            size += piece.count
        }
        return (stream.finish(), size)
    }

    init(digest: [UInt8]) { text = Self.hexadecimal(digest) }

    /// Reads a hash from its hexadecimal form; nil where `text` is anything else.
    public init?(text: String) {
        guard text.utf8.count == 64,
            text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.text = text
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let found = try container.decode(String.self)
        guard let hash = ContentHash(text: found) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a content hash is 64 hexadecimal digits")
        }
        self = hash
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { text }

    public static func < (left: ContentHash, right: ContentHash) -> Bool { left.text < right.text }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
