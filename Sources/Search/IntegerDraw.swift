public import Jobs
public import Randomness

/// Draws integers from `low` to `high`, both included, each with the same probability.
public struct IntegerDraw: Draw {
    public let low: Int
    public let high: Int

    /// - Throws: `SearchError` where `low` is above `high`.
    public init(low: Int, high: Int) throws(SearchError) {
        guard low <= high else {
            throw SearchError("integer needs two bounds, the lower first: [\(low), \(high)]")
        }
        self.low = low
        self.high = high
    }

    public func value(from stream: inout RandomStream) -> ParameterValue {
        let span = UInt64(bitPattern: Int64(high)) &- UInt64(bitPattern: Int64(low))
        let step = span == .max ? stream.next() : stream.integer(below: span + 1)
        return .integer(low &+ Int(truncatingIfNeeded: step))
    }
}
