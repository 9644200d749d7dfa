extension Double {
    /// Returns x^y as IEEE 754's `pow`: 1 for y = 0 or x = 1 whatever the other, and NaN for x
    /// below 0 where y is not a whole number.
    ///
    /// Whatever is a double is exact: x^1, 2^n, 10^n up to 10^22, squares of short numbers.
    package static func pow(_ x: Double, _ y: Double) -> Double {
        if y == 0 || x == 1 { return 1 }
        if x.isNaN || y.isNaN { return x + y }
        let isNegative = x.sign == .minus && isOdd(y)
        let size = x.magnitude
        guard size > 0, size < .infinity, y.magnitude < .infinity else {
            if size == 1 { return 1 }
            let limit = (size > 1) == (y > 0) ? Double.infinity : 0
            return isNegative ? -limit : limit
        }
        if x < 0 && !isWhole(y) { return .nan }
        if size == 1 { return isNegative ? -1 : 1 }
        let logarithm = Logarithm(size).natural
        let rough = y * logarithm.high
        guard rough >= Exponential.lowest else { return isNegative ? -0.0 : 0 }
        guard rough <= Exponential.highest else { return isNegative ? -.infinity : .infinity }
        let product = Pair.product(y, logarithm.high)
        return Exponential.natural(
            Pair.ordered(product.high, product.low + y * logarithm.low), isNegative: isNegative)
    }

    /// Returns the cube root, exact for cubes of whole numbers; often named cbrt.
    package static func cubeRoot(_ x: Double) -> Double {
        guard x != 0, x.magnitude < .infinity else { return x }
        let logarithm = Logarithm(x.magnitude).natural
        return Exponential.natural(
            logarithm / Pair(3, 0), isNegative: x < 0)
    }

    /// From 2^53 on every double is an even number.
    private static func isWhole(_ y: Double) -> Bool {
        y.magnitude >= 0x1p53 || Double(Int64(y)) == y
    }

    private static func isOdd(_ y: Double) -> Bool {
        y.magnitude < 0x1p53 && Double(Int64(y)) == y && Int64(y) & 1 == 1
    }
}
