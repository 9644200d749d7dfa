/// Names one independent stream of random numbers: 64 bits of Philox key and 64 bits that fill the
/// upper half of its counter.
///
/// `Jobs` derives keys from (run seed, job name, purpose), so a draw never depends on the order in
/// which jobs run or on how many other draws were made.
public struct RandomKey: Hashable, Sendable {
    public let key: UInt64
    public let stream: UInt64

    public init(key: UInt64, stream: UInt64) {
        self.key = key
        self.stream = stream
    }

    /// Returns the four random words at position `index` of this stream.
    @inlinable
    public func words(at index: UInt64) -> SIMD4<UInt32> {
        Philox.block(
            key: SIMD2(UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)),
            counter: SIMD4(
                UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32),
                UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)))
    }

    /// Returns the key of a stream within this one, such as one epoch of `order` or one step of
    /// `dropout`: itself drawn by Philox, so that different indices share no counter in practice.
    public func substream(_ index: Int) -> RandomKey {
        let words = Philox.block(
            key: SIMD2(
                UInt32(truncatingIfNeeded: key) ^ 0x5851_F42D,
                UInt32(truncatingIfNeeded: key >> 32) ^ 0x4C95_7F2D),
            counter: SIMD4(
                UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32),
                UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)))
        return RandomKey(
            key: UInt64(words.x) | UInt64(words.y) << 32,
            stream: UInt64(words.z) | UInt64(words.w) << 32)
    }
}
