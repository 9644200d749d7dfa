/// An angle as quarter turns and a rest of an eighth of a turn at most on either side.
struct Angle {
    let quarter: Int
    let rest: Pair

    /// Of a finite angle, in radians.
    init(_ x: Double) {
        let size = x.magnitude
        if size <= 0.78539816339744828 {
            (quarter, rest) = (0, Pair(x, 0))
        } else {
            let angle = Self.reduced(size)
            quarter = x < 0 ? -angle.quarter : angle.quarter
            rest = x < 0 ? -angle.rest : angle.rest
        }
    }

    /// x 2/π modulo 4, from the 192 bits of 2/π that decide it: 62 bits of it may cancel. Source:
    /// M. H. Payne, R. N. Hanek, "Radian reduction for trigonometric functions", SIGNUM Newsletter
    /// 18 (1983).
    private static func reduced(_ x: Double) -> (quarter: Int, rest: Pair) {
        // x = mantissa 2^scale. Bits of 2/π that give multiples of 4 are left out.
        let mantissa = x.bitPattern & 0x000F_FFFF_FFFF_FFFF | 0x0010_0000_0000_0000
        let first = Int(x.bitPattern >> 52) - 1075 + 62
        let low = UInt128(mantissa) * UInt128(word(first + 128))
        let middle = UInt128(mantissa) * UInt128(word(first + 64)) + low >> 64
        let high = mantissa &* word(first) &+ UInt64(truncatingIfNeeded: middle >> 64)
        // A fixed-point number: two bits of quarters, 126 of their fraction, more of no use.
        let turned = UInt128(high) << 64 | UInt128(UInt64(truncatingIfNeeded: middle))
        let fraction = turned << 2 | UInt128(UInt64(truncatingIfNeeded: low) >> 62)
        let quarter = Int(high >> 62)
        let isAbove = fraction >> 127 == 1
        let distance = pair(isAbove ? 0 &- fraction : fraction) * Tables.rightAngle
        return isAbove ? (quarter + 1, -distance) : (quarter, distance)
    }

    /// 64 bits of 2/π behind its first 64 zeros, from bit `first` on.
    private static func word(_ first: Int) -> UInt64 {
        let (index, shift) = (first >> 6, first & 63)
        let next = shift == 0 ? 0 : Tables.twoOverPi[index + 1] >> (64 - shift)
        return Tables.twoOverPi[index] << shift | next
    }

    /// A fraction of 2^128 as two doubles.
    private static func pair(_ fraction: UInt128) -> Pair {
        let zeros = fraction.leadingZeroBitCount
        let shifted = fraction << zeros
        let scale = Exponential.powerOfTwo(-zeros)
        let high = Double(UInt64(truncatingIfNeeded: shifted >> 75))
        let low = Double(UInt64(truncatingIfNeeded: shifted >> 22) & 0x001F_FFFF_FFFF_FFFF)
        return Pair(high * 0x1p-53 * scale, low * 0x1p-106 * scale)
    }

    /// sin `rest` by its Taylor series.
    var sine: Double {
        let h = rest.high
        let z = h * h
        let last = -1 / 1307674368000.0 + z * (1 / 355687428096000.0)
        let far = -1 / 39916800.0 + z * (1 / 6227020800.0 + z * last)
        let middle = 1 / 120.0 + z * (-1 / 5040.0 + z * (1 / 362880.0 + z * far))
        return h + (rest.low * (1 - 0.5 * z) + h * z * (-1 / 6.0 + z * middle))
    }

    /// cos `rest` by its Taylor series.
    var cosine: Double {
        let h = rest.high
        let square = Pair.product(h, h)
        let z = square.high
        let far = 1 / 479001600.0 + z * (-1 / 87178291200.0 + z * (1 / 20922789888000.0))
        let middle = -1 / 720.0 + z * (1 / 40320.0 + z * (-1 / 3628800.0 + z * far))
        let less = z * z * (1 / 24.0 + z * middle) - 0.5 * square.low - h * rest.low
        let first = Pair.ordered(1, -0.5 * z)
        return first.high + (first.low + less)
    }
}
