internal import ElementaryFunctions
public import Jobs
public import Randomness

/// Draws reals whose logarithm is even between those of `low` and `high`: each factor of ten gets
/// the same share.
public struct LogUniformDraw: Draw {
    public let low: Double
    public let high: Double
    private let exponents: UniformDraw

    /// - Throws: `SearchError` where a bound is not finite or not above 0, or `low` above `high`.
    public init(low: Double, high: Double) throws(SearchError) {
        guard low.isFinite, high.isFinite, low > 0, low <= high else {
            throw SearchError(
                "log-uniform needs two finite bounds above 0, the lower first (values, not "
                    + "exponents): [\(low), \(high)]")
        }
        self.low = low
        self.high = high
        exponents = try UniformDraw(
            low: Double.log2(low), high: Double.log2(high))
    }

    public func value(from stream: inout RandomStream) -> ParameterValue {
        .real(value(at: stream.closedUniform()))
    }

    /// Returns 2^(log2 low + position (log2 high − log2 low)), the bounds themselves at 0 and 1.
    package func value(at position: Double) -> Double {
        if position == 0 { return low }
        if position == 1 { return high }
        return min(max(Double.exp2(exponents.value(at: position)), low), high)
    }
}
