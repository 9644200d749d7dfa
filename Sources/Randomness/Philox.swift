/// The counter-based generator Philox4x32-10: a pure function from a key and a counter to 128 bits.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC'11. The known answers of the authors' Random123 library are a test.
public enum Philox {
    /// Returns the four words that belong to `counter` under `key`.
    @inlinable
    public static func block(
        key: SIMD2<UInt32>, counter: SIMD4<UInt32>, rounds: Int = 10
    ) -> SIMD4<UInt32> {
        var key = key
        var counter = counter
        for _ in 0..<rounds {
            let first = UInt64(0xD251_1F53) &* UInt64(counter.x)
            let second = UInt64(0xCD9E_8D57) &* UInt64(counter.z)
            counter = SIMD4(
                UInt32(truncatingIfNeeded: second >> 32) ^ counter.y ^ key.x,
                UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: first >> 32) ^ counter.w ^ key.y,
                UInt32(truncatingIfNeeded: first))
            key = SIMD2(key.x &+ 0x9E37_79B9, key.y &+ 0xBB67_AE85)
        }
        return counter
    }
}
