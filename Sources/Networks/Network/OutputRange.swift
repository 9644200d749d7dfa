/// Between which numbers a layer keeps its outputs, and how sentences say it.
public struct OutputRange: Hashable, Sendable {
    public let numbers: ClosedRange<Double>
    /// Such as `between 0 and 1`.
    public let words: String
    /// Whether the outputs of a row are a distribution, and so sum to 1.
    public let isDistribution: Bool

    public init(_ numbers: ClosedRange<Double>, _ words: String, isDistribution: Bool = false) {
        self.numbers = numbers
        self.words = words
        self.isDistribution = isDistribution
    }
}
