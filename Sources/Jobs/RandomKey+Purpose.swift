internal import CSodium
internal import Foundation
public import Randomness

extension RandomKey {
    /// Returns the key of the stream that a job draws from for one purpose:
    /// SHA-256 of (seed, job name, purpose), so no worker, order or attempt can change a draw.
    ///
    /// - Parameters:
    ///   - seed: the run's seed.
    ///   - job: the job's name, such as `initial-loss` or `trial/17`; empty for what all jobs of a
    ///     run share (the validation split, keyed by the data's hash as purpose).
    ///   - purpose: `parameter/<name>`, `weights/<path>`, `order`, `dropout/<path>`, ….
    public init(seed: UInt64, job: String, purpose: String) {
        var message = [UInt8]()
        withUnsafeBytes(of: seed.littleEndian) { message.append(contentsOf: $0) }
        for part in [job, purpose] {
            withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) {
                message.append(contentsOf: $0)
            }
            message.append(contentsOf: part.utf8)
        }
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = crypto_hash_sha256(&digest, message, UInt64(message.count))
        func word(_ start: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 | UInt64(digest[start + $1]) << (8 * UInt64($1)) }
        }
        self.init(key: word(0), stream: word(8))
    }
}
