/// Between which numbers a layer keeps its outputs, and how sentences say it.
public struct OutputRange: Hashable, Sendable {
    /// What the outputs of a row are together.
    public enum Rows: Hashable, Sendable {
        /// Numbers that do not depend on one another.
        case free
        /// A distribution, which sums to 1.
        case distribution
        /// The logarithms of a distribution.
        case logDistribution
    }

    /// The least and the largest output.
    public let numbers: ClosedRange<Double>
    /// Such as `between 0 and 1`.
    public let words: String
    /// What the outputs of a row are together.
    public let rows: Rows

    /// Makes a range with the words that describe it.
    public init(_ numbers: ClosedRange<Double>, _ words: String, rows: Rows = .free) {
        self.numbers = numbers
        self.words = words
        self.rows = rows
    }

    /// What no number lies below.
    static func from(_ least: Double, _ words: String) -> OutputRange {
        OutputRange(least...(.infinity), "at \(words) or above")
    }
}
