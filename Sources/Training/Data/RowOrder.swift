public import Randomness

/// In which order the rows of a data set are taken, epoch by epoch.
public enum RowOrder {
    /// As they are stored.
    case stored
    /// Every row once, shuffled anew in each epoch; an epoch's order depends on nothing but the key
    /// and the epoch's number.
    case shuffled(RandomKey)
    /// Whatever the function returns for an epoch, counted from 0: rows may repeat or be left out.
    case custom((_ epoch: Int) -> [Int])

    /// Returns the rows of one epoch, counted from 0, of a data set of `count` rows.
    public func rows(epoch: Int, count: Int) -> [Int] {
        switch self {
        case .stored:
            return Array(0..<count)
        case .shuffled(let key):
            var stream = RandomStream(key.substream(epoch))
            return stream.permutation(count)
        case .custom(let rows):
            return rows(epoch)
        }
    }
}
