/// The elementary functions of this module give the same bits on every host, as those of the C
/// library do not; their errors are below 1 unit in the last place, and their special cases are
/// those of C.
extension Double {
    /// Returns e^x.
    package static func exp(_ x: Double) -> Double {
        guard x.magnitude <= -Exponential.lowest else { return x.isNaN ? x : x > 0 ? .infinity : 0 }
        guard x <= Exponential.highest else { return .infinity }
        return Exponential.natural(Pair(x, 0))
    }

    /// Returns 2^x.
    package static func exp2(_ x: Double) -> Double {
        guard x.magnitude <= 1076 else { return x.isNaN ? x : x > 0 ? .infinity : 0 }
        guard x <= 1024 else { return .infinity }
        let k = Exponential.wholeNumber(64 * x)
        let rest = (x - k / 64) * 0x1.62e42fefa39efp-1
        let (parts, exponent) = Exponential.power(Int(k), rest)
        return Exponential.rounded(parts, exponent, isNegative: false)
    }
}
