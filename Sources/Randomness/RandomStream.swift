/// Reads one stream of random numbers in order. A value: copying it copies its position.
public struct RandomStream: RandomNumberGenerator, Sendable {
    @usableFromInline let key: RandomKey
    @usableFromInline var index: UInt64 = 0
    @usableFromInline var words = SIMD4<UInt32>()
    @usableFromInline var used = 4

    public init(_ key: RandomKey) {
        self.key = key
    }

    /// Returns the next 32 random bits.
    @inlinable
    public mutating func nextWord() -> UInt32 {
        if used == 4 {
            words = key.words(at: index)
            index += 1
            used = 0
        }
        defer { used += 1 }
        return words[used]
    }

    @inlinable
    public mutating func next() -> UInt64 {
        let low = UInt64(nextWord())
        return low | UInt64(nextWord()) << 32
    }

    /// Returns a number in 0 ..< 1 with all 53 bits of a double's fraction.
    @inlinable
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Returns an integer in 0 ..< `bound`, without bias (Lemire 2019, arXiv 1805.10941).
    @inlinable
    public mutating func integer(below bound: UInt64) -> UInt64 {
        if bound == 0 { fatalError("a random integer needs a bound above 0") }
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold {
                product = next().multipliedFullWidth(by: bound)
            }
        }
        return product.high
    }

    /// Returns the numbers 0 ..< `count` in random order (Fisher–Yates).
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        guard count > 1 else { return order }
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, Int(integer(below: UInt64(last + 1))))
        }
        return order
    }
}
