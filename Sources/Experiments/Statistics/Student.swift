internal import ElementaryFunctions

/// Student's t distribution.
extension Statistics {
    /// The probability that a value of Student's t with `freedom` degrees of freedom exceeds `t`.
    ///
    /// The finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4; NaN of NaN.
    package static func studentTail(_ t: Double, freedom: Int) -> Double {
        let angle = Double.atan(t / Double(freedom).squareRoot())
        let (sine, square) = (Double.sin(angle), Double.cos(angle) * Double.cos(angle))
        let isOdd = freedom % 2 == 1
        var (sum, term) = (0.0, isOdd ? Double.cos(angle) : 1.0)
        for index in stride(from: isOdd ? 1 : 0, to: max(freedom - 1, 0), by: 2) {
            sum += term
            term *= square * Double(index + 1) / Double(index + 2)
        }
        let within = isOdd ? 2 / Double.pi * (angle + sine * sum) : sine * sum
        return (1 - within) / 2
    }

    /// The value that Student's t exceeds with probability `tail`, below one half.
    package static func studentQuantile(tail: Double, freedom: Int) -> Double {
        var (low, high) = (0.0, 1.0)
        while studentTail(high, freedom: freedom) > tail { (low, high) = (high, 2 * high) }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if studentTail(middle, freedom: freedom) > tail { low = middle } else { high = middle }
        }
        return high
    }

    /// The quantile of Student's t where that of a normal distribution is `z`, for degrees of
    /// freedom that need be no whole number: Cornish and Fisher's expansion.
    package static func student(_ z: Double, freedom: Double) -> Double {
        z + (z * z * z + z) / (4 * freedom)
            + (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / (96 * freedom * freedom)
    }
}
