public import Tensors

/// What a network's outputs are held against, a batch's or a whole data set's.
public enum Targets {
    /// One class for each row, counted from 0.
    case classes([Int32])
    /// Numbers to come close to, [n, …]; for binary losses 0 or 1.
    case values(Tensor)
    /// A distribution over classes for each row, [n, classes].
    case probabilities(Tensor)

    /// How many rows there are.
    public var count: Int {
        switch self {
        case .classes(let classes): classes.count
        case .values(let tensor), .probabilities(let tensor): tensor.shape.first ?? 1
        }
    }
}
