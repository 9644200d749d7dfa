internal import Randomness
internal import Tensors

/// What a parameter's initial values are drawn from.
public enum InitialDistribution: Hashable, Sendable {
    case constant(Double)
    /// Mean 0.
    case normal(deviation: Double)
    /// Between −bound and bound.
    case uniform(bound: Double)

    /// What the drawn values vary by: their expected variance.
    public var variance: Double {
        switch self {
        case .constant: 0
        case .normal(let deviation): deviation * deviation
        case .uniform(let bound): bound * bound / 3
        }
    }

    func draw(shape: [Int], key: RandomKey) -> Parameter {
        switch self {
        case .constant(let value):
            Parameter(.full(shape, value))
        case .normal(let deviation):
            Parameter(.normal(shape, mean: 0, deviation: deviation, key: key))
        case .uniform(let bound):
            Parameter(.uniform(shape, low: -bound, high: bound, key: key))
        }
    }
}
