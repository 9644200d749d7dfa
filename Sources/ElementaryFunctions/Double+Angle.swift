extension Double {
    /// Returns the sine of an angle in radians, however large; NaN of infinity.
    package static func sin(_ x: Double) -> Double {
        guard x.magnitude < .infinity else { return .nan }
        // Also -0 of -0.
        guard x.magnitude >= 0x1p-27 else { return x }
        let angle = Angle(x)
        let size = angle.quarter & 1 == 0 ? angle.sine : angle.cosine
        return angle.quarter & 2 == 0 ? size : -size
    }

    /// Returns the cosine of an angle in radians, however large; NaN of infinity.
    package static func cos(_ x: Double) -> Double {
        guard x.magnitude < .infinity else { return .nan }
        let angle = Angle(x)
        let size = angle.quarter & 1 == 0 ? angle.cosine : angle.sine
        return (angle.quarter &+ 1) & 2 == 0 ? size : -size
    }

    /// Returns the arctangent, from -π/2 to π/2.
    ///
    /// With c the nearest multiple of 1/16 to x, or to 1/x above 1, arctan x = arctan c +
    /// arctan((x - c) / (1 + c x)), or π/2 less arctan c + arctan((1 - c x) / (x + c)).
    package static func atan(_ x: Double) -> Double {
        let size = x.magnitude
        guard size >= 0x1p-27 else { return x }
        guard size < 0x1p60 else {
            if x.isNaN { return x }
            return x < 0 ? -Tables.rightAngle.high : Tables.rightAngle.high
        }
        let result = size <= 1 ? arctangent(size).rounded : arctangentAboveOne(size).rounded
        return x < 0 ? -result : result
    }

    private static func arctangent(_ x: Double) -> Pair {
        let k = Exponential.wholeNumber(16 * x)
        let c = k / 16
        return arctangent(Int(k), Pair(x - c, 0) / (Pair(1, 0) + Pair.product(c, x)))
    }

    private static func arctangentAboveOne(_ x: Double) -> Pair {
        let k = Exponential.wholeNumber(16 / x)
        let c = k / 16
        let rest = (Pair(1, 0) + -Pair.product(c, x)) / Pair.sum(x, c)
        return Tables.rightAngle + -arctangent(Int(k), rest)
    }

    /// arctan(k / 16) + arctan t, where |t| is at most 1/32: t - t³/3 + t⁵/5 - …
    private static func arctangent(_ k: Int, _ t: Pair) -> Pair {
        let z = t.high * t.high
        let far = 1 / 9.0 + z * (-1 / 11.0 + z * (1 / 13.0))
        let less = t.high * z * (-1 / 3.0 + z * (1 / 5.0 + z * (-1 / 7.0 + z * far)))
        let sum = Pair.ordered(Tables.arctangents[2 * k], t.high)
        return Pair.ordered(
            sum.high, sum.low + (Tables.arctangents[2 * k + 1] + (t.low + less)))
    }
}
