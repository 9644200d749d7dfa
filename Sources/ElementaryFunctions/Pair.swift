/// An unevaluated sum of two doubles, which holds about 106 bits of a number.
///
/// Built from additions and multiplications alone, without a fused one, so that processors with
/// and without that give the same bits. Source: T. J. Dekker, "A floating-point technique for
/// extending the available precision", Numerische Mathematik 18 (1971); D. E. Knuth, The Art of
/// Computer Programming 2, section 4.2.2.
struct Pair {
    let high: Double
    let low: Double

    @inline(__always)
    init(_ high: Double, _ low: Double) {
        self.high = high
        self.low = low
    }

    /// The nearest double.
    @inline(__always)
    var rounded: Double { high + low }

    /// a + b without an error, where a is 0 or no smaller in magnitude than b.
    @inline(__always)
    static func ordered(_ a: Double, _ b: Double) -> Pair {
        let sum = a + b
        return Pair(sum, b - (sum - a))
    }

    /// a + b without an error.
    @inline(__always)
    static func sum(_ a: Double, _ b: Double) -> Pair {
        let sum = a + b
        let other = sum - a
        return Pair(sum, (a - (sum - other)) + (b - other))
    }

    /// a b without an error, where both are below 2^996 in magnitude and the error is no subnormal.
    @inline(__always)
    static func product(_ a: Double, _ b: Double) -> Pair {
        let product = a * b
        let (first, second) = (halves(a), halves(b))
        let rest = first.high * second.high - product
        let low = first.high * second.low + (first.low * second.high + rest)
        return Pair(product, low + first.low * second.low)
    }

    /// A double as the sum of two of 26 bits each.
    @inline(__always)
    static func halves(_ a: Double) -> Pair {
        let scaled = 0x1p27 * a + a
        let high = scaled - (scaled - a)
        return Pair(high, a - high)
    }

    @inline(__always)
    static func + (a: Pair, b: Pair) -> Pair {
        let high = sum(a.high, b.high)
        return ordered(high.high, high.low + (a.low + b.low))
    }

    @inline(__always)
    static func * (a: Pair, b: Pair) -> Pair {
        let high = product(a.high, b.high)
        return ordered(high.high, high.low + (a.high * b.low + a.low * b.high))
    }

    @inline(__always)
    static func / (a: Pair, b: Pair) -> Pair {
        let quotient = a.high / b.high
        let back = product(quotient, b.high)
        let rest = ((a.high - back.high) - back.low) + (a.low - quotient * b.low)
        return ordered(quotient, rest / b.high)
    }

    @inline(__always)
    static prefix func - (a: Pair) -> Pair { Pair(-a.high, -a.low) }
}
