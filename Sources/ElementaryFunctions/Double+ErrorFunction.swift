extension Double {
    /// Returns the error function 2/√π ∫ exp(-t²) dt from 0 to x.
    package static func erf(_ x: Double) -> Double {
        let size = x.magnitude
        // Also -0 of -0; and the halves of a subnormal number would not be exact.
        if size < 0x1p-500 { return x * Tables.errorSlope.high }
        if size < 0.5 { return errorNearZero(x).rounded }
        if x.isNaN { return x }
        let result = size > 6 ? 1 : (Pair(1, 0) + -complement(size)).rounded
        return x < 0 ? -result : result
    }

    /// Returns 1 - erf x, exact to the last places for large x too.
    package static func erfc(_ x: Double) -> Double {
        let size = x.magnitude
        if size < 0.5 { return (Pair(1, 0) + -errorNearZero(x)).rounded }
        if x.isNaN { return x }
        if x < 0 { return size > 6 ? 2 : (Pair(2, 0) + -complement(size)).rounded }
        if size > 27.3 { return 0 }
        let (parts, exponent) = scaledComplement(size)
        return Exponential.rounded(parts, exponent, isNegative: false)
    }

    /// erf x = 2/√π (x - x³/3 + x⁵/10 - …), the nth term (-1)^n x^(2n + 1) / (n! (2n + 1)).
    private static func errorNearZero(_ x: Double) -> Pair {
        let z = x * x
        let end = -1 / 918086400.0 + z * (1 / 11975040000.0 + z * (-1 / 168129561600.0))
        let late = -1 / 6894720.0 + z * (1 / 76204800.0 + z * end)
        let far = 1 / 9360.0 + z * (-1 / 75600.0 + z * (1 / 685440.0 + z * late))
        let near = 1 / 216.0 + z * (-1 / 1320.0 + z * far)
        let less = z * (-1 / 3.0 + z * (1 / 10.0 + z * (-1 / 42.0 + z * near)))
        let first = Pair.product(x, Tables.errorSlope.high)
        let rest = first.low + x * Tables.errorSlope.low + first.high * less
        return Pair.ordered(first.high, rest)
    }

    /// erfc x, where x is from 0.5 to 6.
    private static func complement(_ x: Double) -> Pair {
        let (parts, exponent) = scaledComplement(x)
        let scale = Exponential.powerOfTwo(exponent)
        return Pair.ordered(parts.high * scale, parts.low * scale)
    }

    /// erfc x = exp(-x²) p((x - 4) / (x + 4)) / (1 + 2x), where x is from 0.5 to 27.3, as a sum
    /// from 1 to 2 times a power of 2.
    ///
    /// Source: M. M. Shepherd, J. G. Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc
    /// x in 0 ≤ x < ∞", Mathematics of Computation 36 (1981).
    private static func scaledComplement(_ x: Double) -> (parts: Pair, exponent: Int) {
        let u = Pair.sum(x, -4) / Pair.sum(x, 4)
        var (sum, slope) = (0.0, 0.0)
        for coefficient in Tables.complements {
            let next = sum + coefficient
            (sum, slope) = (next * u.high, slope * u.high + next)
        }
        let rest = Tables.complement.low + slope * u.low + sum
        let factor = Pair.ordered(Tables.complement.high, rest)
        let (power, exponent) = Exponential.unrounded(-Pair.product(x, x))
        let quotient = Pair.ordered(power.high, power.low) * factor / Pair.sum(1, 2 * x)
        // Below 1/32: the exponent of its first part moves to the power of 2.
        let shift = Int(quotient.high.exponent)
        let scale = Exponential.powerOfTwo(-shift)
        return (Pair(quotient.high * scale, quotient.low * scale), exponent + shift)
    }
}
