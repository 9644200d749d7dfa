extension Double {
    /// Returns ln x; NaN below 0, -infinity of 0.
    package static func log(_ x: Double) -> Double {
        isOrdinary(x) ? Logarithm(x).natural.rounded : logarithmOfOther(x)
    }

    /// Returns the logarithm to base 2, exact for powers of 2.
    package static func log2(_ x: Double) -> Double {
        guard isOrdinary(x) else { return logarithmOfOther(x) }
        let logarithm = Logarithm(x)
        let fraction = logarithm.ofFraction * Tables.inverseOfNaturalOfTwo
        let sum = Pair.ordered(logarithm.exponent, fraction.high)
        return sum.high + (sum.low + fraction.low)
    }

    /// Returns the logarithm to base 10, exact for powers of 10.
    package static func log10(_ x: Double) -> Double {
        guard isOrdinary(x) else { return logarithmOfOther(x) }
        return (Logarithm(x).natural * Tables.inverseOfNaturalOfTen).rounded
    }

    /// Returns ln(1 + x), exact to the last places for small x too.
    package static func log1p(_ x: Double) -> Double {
        if x.magnitude < 0x1p-8 {
            return x.magnitude < 0x1p-54 ? x : Logarithm(onePlus: x).natural.rounded
        }
        guard x > -1, x < .infinity else { return logarithmOfOther(1 + x) }
        // From 2^60 on, 1 is less than half of the last bit.
        if x > 0x1p60 { return Logarithm(x).natural.rounded }
        let sum = Pair.sum(1, x)
        return Logarithm(sum.high, less: sum.low).natural.rounded
    }

    /// Whether a logarithm is an ordinary number.
    @inline(__always)
    private static func isOrdinary(_ x: Double) -> Bool { x > 0 && x < .infinity }

    private static func logarithmOfOther(_ x: Double) -> Double {
        x == 0 ? -.infinity : x < 0 ? .nan : x
    }
}
