/// Powers as 2^(k / 64) e^r, where k is a whole number and |r| at most (ln 2) / 128.
///
/// The first factor is from a table, the second a Taylor polynomial. Source: P. T. P. Tang,
/// "Table-driven implementation of the exponential function in IEEE floating-point arithmetic",
/// ACM Transactions on Mathematical Software 15 (1989).
enum Exponential {
    /// Beyond these e^x is infinite, and 0.
    static let highest = 709.79
    static let lowest = -745.14

    /// e^x, where x is from `lowest` to `highest`.
    @inline(__always)
    static func natural(_ x: Pair, isNegative: Bool = false) -> Double {
        let (parts, exponent) = unrounded(x)
        return rounded(parts, exponent, isNegative: isNegative)
    }

    /// e^x as a sum times a power of 2.
    @inline(__always)
    static func unrounded(_ x: Pair) -> (parts: Pair, exponent: Int) {
        // Cody and Waite's reduction: k times the high part of the step is exact.
        let k = wholeNumber(x.high * 92.332482616893656)
        let rest = (x.high - k * Tables.step.high) - (k * Tables.step.low - x.low)
        return power(Int(k), rest)
    }

    /// 2^(k / 64) e^r as a sum times a power of 2.
    @inline(__always)
    static func power(_ k: Int, _ r: Double) -> (parts: Pair, exponent: Int) {
        let index = 2 * (k & 63)
        let (high, low) = (Tables.powers[index], Tables.powers[index + 1])
        let tail = 1 / 6.0 + r * (1 / 24.0 + r * (1 / 120.0 + r * (1 / 720.0)))
        let less = r + r * r * (0.5 + r * tail)
        return (Pair(high, low + high * less), k >> 6)
    }

    /// The nearest whole number to x, which is below 2^51 in magnitude.
    @inline(__always)
    static func wholeNumber(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

    /// The nearest double to `parts` 2^exponent, where `parts` is from 0.9 to 2.1: rounded once,
    /// where it is subnormal too.
    @inline(__always)
    static func rounded(_ parts: Pair, _ exponent: Int, isNegative: Bool) -> Double {
        let size =
            exponent > -1021 && exponent < 1023
            ? parts.rounded * powerOfTwo(exponent) : roundedFar(parts, exponent)
        return isNegative ? -size : size
    }

    @inline(never)
    private static func roundedFar(_ parts: Pair, _ exponent: Int) -> Double {
        if exponent > 0 { return parts.rounded * powerOfTwo(exponent - 2) * 4 }
        // In units of the least normal number, the last bit of a subnormal one is that of 1.
        let scale = powerOfTwo(max(exponent, -1100) + 1022)
        let (high, low) = (parts.high * scale, parts.low * scale)
        if high + low >= 1 { return (high + low) * 0x1p-1022 }
        let shifted = Pair.ordered(1, high)
        return ((shifted.high + (shifted.low + low)) - 1) * 0x1p-1022
    }

    /// 2^exponent, where that is a normal number.
    @inline(__always)
    static func powerOfTwo(_ exponent: Int) -> Double {
        Double(bitPattern: UInt64(bitPattern: Int64(exponent + 1023)) << 52)
    }
}
