/// What the rows of a data set should be mapped to.
public enum Targets: Hashable, Sendable {
    /// Class labels, meant to lie in 0 ..< `count`. Labels are as read, so that a check can find
    /// wrong ones; `noLabel` stands where a row has no whole number (see `Dataset.oddLabels`).
    /// One for each row, or one for each of its positions, row after row.
    case classes([Int32], count: Int)
    /// Rows of `width` numbers.
    case values([Float], width: Int)

    /// Stands for a label that is not a whole number: no class ever has it.
    public static let noLabel = Int32.min

    /// The number of rows, or with classes at positions of the positions in all rows.
    public var count: Int {
        switch self {
        case .classes(let labels, _): labels.count
        case .values(let values, let width): values.count / width
        }
    }

    /// Returns the targets of the given rows, in that order, each of so many positions.
    func subset(_ rows: [Int], positions: Int) -> Targets {
        switch self {
        case .classes(let labels, let count):
            .classes(
                rows.flatMap { labels[$0 * positions..<($0 + 1) * positions] }, count: count)
        case .values(let values, let width):
            .values(Dataset.gather(values, width: width, rows: rows), width: width)
        }
    }
}
