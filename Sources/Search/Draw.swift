public import Jobs
public import Randomness

/// How one parameter's values are drawn.
///
/// A draw is a pure function of the stream that it reads, and every value lies within the
/// distribution's bounds, both of which can be drawn. No function of the C library's mathematics
/// takes part: the same stream gives the same bits on every host.
public protocol Draw: Sendable {
    /// Returns the value that belongs to the next numbers of `stream`.
    func value(from stream: inout RandomStream) -> ParameterValue
}

extension Distribution {
    /// Returns the draw of this distribution.
    /// - Throws: `SearchError` where the bounds are not finite, in the wrong order, not above 0 for
    ///   a logarithm, or where there is nothing to choose from.
    public func draw() throws(SearchError) -> any Draw {
        switch self {
        case .uniform(let low, let high): try UniformDraw(low: low, high: high)
        case .logUniform(let low, let high): try LogUniformDraw(low: low, high: high)
        case .integer(let low, let high): try IntegerDraw(low: low, high: high)
        case .logInteger(let low, let high): try LogIntegerDraw(low: low, high: high)
        case .choice(let values): try ChoiceDraw(values: values)
        }
    }
}

extension RandomStream {
    /// Returns a number in 0 ... 1, one of 2^53 + 1 equally spaced ones: both ends can be drawn.
    package mutating func closedUniform() -> Double {
        Double(integer(below: (1 << 53) + 1)) * 0x1p-53
    }
}
