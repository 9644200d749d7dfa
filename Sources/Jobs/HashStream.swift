internal import CSodium
public import Foundation

/// The hash of bytes that arrive piece by piece.
public struct HashStream: Sendable {
    private var state = crypto_hash_sha256_state()

    /// The corresponding C function is `crypto_hash_sha256_init`.
    public init() { _ = crypto_hash_sha256_init(&state) }

    /// Takes in the next bytes. The corresponding C function is `crypto_hash_sha256_update`.
    public mutating func update(_ bytes: Data) {
        bytes.withUnsafeBytes { raw in
            _ = crypto_hash_sha256_update(
                &state, raw.bindMemory(to: UInt8.self).baseAddress, UInt64(raw.count))
        }
    }

    /// Returns the hash of all bytes so far. The corresponding C function is
    /// `crypto_hash_sha256_final`.
    public func finish() -> ContentHash {
        var copy = state
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = crypto_hash_sha256_final(&copy, &digest)
        return ContentHash(digest: digest)
    }
}

extension ContentHash {
    /// Hashes a file without holding it in memory.
    /// - Throws: Foundation's error where the file cannot be read.
    public init(ofFileAt path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        var stream = HashStream()
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            stream.update(piece)
        }
        self = stream.finish()
    }
}
