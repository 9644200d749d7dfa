internal import ElementaryFunctions

/// How often chance alone would show as much.
enum Chance {
    /// P(|Z| > |z|) of a standard normal distribution.
    static func twoSided(_ z: Double) -> Double { Double.erfc(abs(z) / 2.0.squareRoot()) }

    /// P(Z > z) of a standard normal distribution.
    static func above(_ z: Double) -> Double { Double.erfc(z / 2.0.squareRoot()) / 2 }

    /// The z that is exceeded on either side with probability `level`.
    static func quantile(twoSided level: Double) -> Double {
        var (low, high) = (0.0, 40.0)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if twoSided(middle) > level { low = middle } else { high = middle }
        }
        return high
    }

    /// The z that is exceeded with probability `level`.
    static func quantile(oneSided level: Double) -> Double { quantile(twoSided: 2 * level) }

    /// P(X > value) of the chi-square distribution: Wilson and Hilferty's cube root, which is near
    /// enough for a level of one in some thousand (PNAS 17, 1931).
    static func chiSquare(_ value: Double, degrees: Int) -> Double {
        guard degrees > 0, value > 0 else { return 1 }
        let n = Double(degrees)
        let spread = 2 / (9 * n)
        return above((Double.cubeRoot(value / n) - 1 + spread) / spread.squareRoot())
    }

    /// Returns G = 2 Σ observed · ln(observed / expected) of a table of two rows of counts.
    static func independence(_ first: [Int], _ second: [Int]) -> (value: Double, degrees: Int) {
        let totals = [first.reduce(0, +), second.reduce(0, +)].map(Double.init)
        guard totals[0] > 0, totals[1] > 0 else { return (0, 0) }
        var value = 0.0
        var degrees = -1
        for (a, b) in zip(first, second) where a + b > 0 {
            degrees += 1
            for (count, total) in zip([a, b], totals) where count > 0 {
                let expected = Double(a + b) * total / (totals[0] + totals[1])
                value += 2 * Double(count) * Double.log(Double(count) / expected)
            }
        }
        return (value, degrees)
    }
}
