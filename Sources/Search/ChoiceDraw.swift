public import Jobs
public import Randomness

/// Draws one of some values, each with the same probability.
public struct ChoiceDraw: Draw {
    public let values: [ParameterValue]

    /// - Throws: `SearchError` where there is no value.
    public init(values: [ParameterValue]) throws(SearchError) {
        guard !values.isEmpty else { throw SearchError("choice needs at least one value") }
        self.values = values
    }

    public func value(from stream: inout RandomStream) -> ParameterValue {
        values[Int(stream.integer(below: UInt64(values.count)))]
    }
}
