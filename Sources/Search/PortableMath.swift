/// Logarithm and power to base 2 from additions, multiplications and divisions alone.
///
/// The C library's versions differ in their last bit from one release to the next; these give the
/// same bits on every host, and lie within 4 units in the last place of the true value (log2:
/// within 4e-16 of it or 4 units, whichever is more).
package enum PortableMath {
    /// ln 2 and its inverse, rounded to nearest.
    private static let naturalOfTwo = 0.693147180559945309417232121458
    private static let twoOfNatural = 1.442695040888963407359924681002

    /// Returns log2 x for finite x above 0.
    ///
    /// x = m 2^e with m from √½ to √2, and ln m = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1),
    /// of which 13 terms leave less than 1e-19.
    package static func log2(_ x: Double) -> Double {
        var fraction = x.significand
        var exponent = Double(x.exponent)
        if fraction > 1.414213562373095 {
            fraction /= 2
            exponent += 1
        }
        let ratio = (fraction - 1) / (fraction + 1)
        let square = ratio * ratio
        var sum = 0.0
        for term in stride(from: 25, through: 1, by: -2) {
            sum = sum * square + 1 / Double(term)
        }
        return exponent + 2 * ratio * sum * twoOfNatural
    }

    /// Returns 2^y for y from -1074 to 1024.
    ///
    /// 2^y = 2^n e^r with n the nearest integer and r = (y − n) ln 2, whose series has 16 terms.
    package static func exp2(_ y: Double) -> Double {
        let whole = y.rounded(.toNearestOrEven)
        let rest = (y - whole) * naturalOfTwo
        var sum = 1.0
        for term in stride(from: 15, through: 1, by: -1) {
            sum = 1 + sum * rest / Double(term)
        }
        let half = (whole / 2).rounded(.down)
        return sum * power(half) * power(whole - half)
    }

    /// Two factors of about half the exponent each reach the subnormal numbers, too.
    private static func power(_ exponent: Double) -> Double {
        Double(sign: .plus, exponent: Int(exponent), significand: 1)
    }
}
