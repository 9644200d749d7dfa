public import Jobs
public import Randomness

/// Draws reals evenly from `low` to `high`.
public struct UniformDraw: Draw {
    public let low: Double
    public let high: Double

    /// - Throws: `SearchError` where a bound is not finite or `low` is above `high`.
    public init(low: Double, high: Double) throws(SearchError) {
        guard low.isFinite, high.isFinite, low <= high else {
            throw SearchError("uniform needs two finite bounds, the lower first: [\(low), \(high)]")
        }
        self.low = low
        self.high = high
    }

    public func value(from stream: inout RandomStream) -> ParameterValue {
        .real(value(at: stream.closedUniform()))
    }

    /// Returns the value at `position` of the way: low (1 − position) + high position, which
    /// cannot overflow as a difference of the bounds could.
    package func value(at position: Double) -> Double {
        min(max(low * (1 - position) + high * position, low), high)
    }
}
