internal import CHashes
internal import CSodium
public import Foundation

/// The hash of bytes that arrive piece by piece.
public struct HashStream: Sendable {
    private var state = crypto_hash_sha256_state()

    /// The corresponding C function is `crypto_hash_sha256_init`.
    public init() { _ = crypto_hash_sha256_init(&state) }

    /// Takes in the next bytes: whole blocks by the processor's own instructions where it has them,
    /// which is several times as fast. The corresponding C function is `crypto_hash_sha256_update`.
    public mutating func update(_ bytes: Data) {
        bytes.withUnsafeBytes { raw in
            var taken = 0
            // Its count is in bits; nothing waits in its buffer after whole blocks.
            let start = raw.bindMemory(to: UInt8.self).baseAddress
            if state.count.isMultiple(of: 512), let start {
                let blocks = withUnsafeMutableBytes(of: &state.state) {
                    preflight_sha256_blocks(
                        $0.bindMemory(to: UInt32.self).baseAddress, start, raw.count / 64)
                }
                state.count += UInt64(512 * blocks)
                taken = 64 * blocks
            }
            let rest = UnsafeRawBufferPointer(rebasing: raw[taken...])
            _ = crypto_hash_sha256_update(
                &state, rest.bindMemory(to: UInt8.self).baseAddress, UInt64(rest.count))
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
        self = try Self.ofFile(at: URL(filePath: path)).hash
    }
}
