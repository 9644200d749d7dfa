package import Randomness

/// Which way a series goes.
package enum Trend {
    /// Returns the interval of 99 % of the change from the third to the last quarter of a series,
    /// relative to the third's mean, widened by what counts as none; nil below 12 values.
    ///
    /// The scatter is that of blocks of the series (``Bootstrap``).
    package static func relativeChange(
        _ values: [Double], negligible: Double = 0.02, key: RandomKey
    ) -> ClosedRange<Double>? {
        let count = values.count
        guard count >= 12, values.allSatisfy(\.isFinite) else { return nil }
        let early = Array(values[(count / 2)..<(3 * count / 4)])
        let late = Array(values[(3 * count / 4)...])
        let scale = abs(Statistics.mean(early))
        guard scale > 0 else { return -negligible...negligible }
        let change = Bootstrap.differenceOfMeans(early: early, late: late, key: key)
        return (change.lowerBound / scale - negligible)...(change.upperBound / scale + negligible)
    }

    /// Returns the lag-1 autocorrelation of a series about its straight line; not a number below 4
    /// values or where it is that line.
    package static func autocorrelation(_ values: [Double]) -> Double {
        let rest = detrended(values)
        guard rest.count >= 4 else { return .nan }
        let square = rest.reduce(0) { $0 + $1 * $1 }
        return zip(rest, rest.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / square
    }

    /// What is left of a series when its least-squares line is taken away.
    package static func detrended(_ values: [Double]) -> [Double] {
        let center = Double(values.count - 1) / 2
        let mean = Statistics.mean(values)
        var (product, square) = (0.0, 0.0)
        for (index, value) in values.enumerated() {
            product += (Double(index) - center) * (value - mean)
            square += (Double(index) - center) * (Double(index) - center)
        }
        let slope = square > 0 ? product / square : 0
        return values.enumerated().map { $1 - mean - slope * (Double($0) - center) }
    }
}
