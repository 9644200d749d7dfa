/// The logarithm of m 2^e as a pair whose relative error is below 2^-65.
///
/// ln m = -ln q + ln(1 + r) with r = q m - 1, where q is near 1/m: the first from a table, the
/// second a Taylor polynomial.
///
/// Source: P. T. P. Tang, "Table-driven implementation of the logarithm function in IEEE
/// floating-point arithmetic", ACM Transactions on Mathematical Software 16 (1990).
struct Logarithm {
    /// e.
    let exponent: Double
    /// -ln q, of whose first part the sum with that of e ln 2 is exact.
    private let base: Pair
    /// r.
    private let ratio: Pair

    /// Of `x` + `less`, where x is above 0 and finite, and `less` at most its last bit.
    @inline(__always)
    init(_ x: Double, less: Double = 0) {
        let bits = x.bitPattern
        if bits < 0x0010_0000_0000_0000 {
            self.init(normal: (x * 0x1p54).bitPattern, exponentOffset: -54, less: 0)
        } else {
            self.init(normal: bits, exponentOffset: 0, less: less)
        }
    }

    /// Of 1 + x, where |x| is at most 1/256.
    @inline(__always)
    init(onePlus x: Double) {
        exponent = 0
        base = Pair(0, 0)
        ratio = Pair(x, 0)
    }

    @inline(__always)
    private init(normal bits: UInt64, exponentOffset: Int, less: Double) {
        // m is from 0.6875 to 1.375, so that logarithms near 0 have the exponent 0.
        let whole = Int(Int64(bitPattern: bits &- 0x3FE6_0000_0000_0000) >> 52)
        let m = Double(bitPattern: bits &- UInt64(bitPattern: Int64(whole)) << 52)
        let index = 3 * (Int(Exponential.wholeNumber(128 * m)) - 88)
        let q = Tables.logarithms[index]
        base = Pair(Tables.logarithms[index + 1], Tables.logarithms[index + 2])
        exponent = Double(whole + exponentOffset)
        // q has 11 bits, so its products with two halves of m are exact.
        let start = Double(bitPattern: m.bitPattern & 0xFFFF_FFFF_FFC0_0000)
        let near = Pair.sum(start * q - 1, (m - start) * q)
        guard less != 0 else {
            ratio = near
            return
        }
        ratio = Pair(near.high, near.low + less * Exponential.powerOfTwo(-whole) * q)
    }

    /// ln (m 2^e).
    @inline(__always)
    var natural: Pair {
        sum(
            Pair(
                exponent * Tables.naturalOfTwo.high + base.high,
                exponent * Tables.naturalOfTwo.low + base.low))
    }

    /// ln m.
    @inline(__always)
    var ofFraction: Pair { sum(base) }

    /// `start` + ln(1 + r) = `start` + r - r²/2 + r³/3 - …
    @inline(__always)
    private func sum(_ start: Pair) -> Pair {
        let r = ratio.high
        let square = Pair.product(r, r)
        let z = square.high
        let far = (1 / 7.0 - r * (1 / 8.0)) + z * (1 / 9.0)
        let near = (1 / 3.0 - r * (1 / 4.0)) + z * ((1 / 5.0 - r * (1 / 6.0)) + z * far)
        let less = ratio.low - ratio.low * r - 0.5 * square.low + r * z * near
        let first = Pair.ordered(start.high, r)
        let second = Pair.ordered(first.high, -0.5 * z)
        return Pair.ordered(second.high, second.low + (first.low + (start.low + less)))
    }
}
