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

    /// A parameter whose initial value is drawn when it is first read.
    func parameter(shape: [Int], key: RandomKey) -> Parameter {
        Parameter(shape: shape) {
            switch self {
            case .constant(let value): .full(shape, value)
            case .normal(let deviation): .normal(shape, mean: 0, deviation: deviation, key: key)
            case .uniform(let bound): .uniform(shape, low: -bound, high: bound, key: key)
            }
        }
    }
}
