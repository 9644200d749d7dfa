public import Tensors

/// What a network's outputs are held against, a batch's or a whole data set's.
public enum Targets {
    /// One class for each row, counted from 0; where a network puts out classes at several
    /// positions of a row, such as a sequence's times or an image's pixels, one for each position,
    /// row after row.
    case classes([Int32])
    /// Numbers to come close to, [n, …]; for binary losses 0 or 1.
    case values(Tensor)
    /// A distribution over classes for each row, [n, classes].
    case probabilities(Tensor)

    /// How many are judged: rows, or with classes at positions all positions of all rows.
    public var count: Int {
        switch self {
        case .classes(let classes): classes.count
        case .values(let tensor), .probabilities(let tensor): tensor.shape.first ?? 1
        }
    }
}
