public import Jobs
public import Randomness

/// Draws integers from `low` to `high`, both included, k with a probability that is proportional to
/// log((k + 1) / k): a log-uniform real from `low` to `high` + 1, rounded down.
public struct LogIntegerDraw: Draw {
    public let low: Int
    public let high: Int
    private let reals: LogUniformDraw

    /// - Throws: `SearchError` where `low` is below 1 or above `high`.
    public init(low: Int, high: Int) throws(SearchError) {
        guard low >= 1, low <= high else {
            throw SearchError(
                "log-integer needs two bounds from 1 on, the lower first (values, not "
                    + "exponents): [\(low), \(high)]")
        }
        self.low = low
        self.high = high
        reals = try LogUniformDraw(low: Double(low), high: Double(high) + 1)
    }

    public func value(from stream: inout RandomStream) -> ParameterValue {
        let real = reals.value(at: stream.closedUniform()).rounded(.down)
        if real >= Double(high) { return .integer(high) }
        return .integer(max(Int(real), low))
    }
}
