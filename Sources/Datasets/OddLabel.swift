/// A class label that is not a whole number of 32 bits, as the file has it.
public struct OddLabel: Hashable, Sendable {
    public let row: Int
    /// NaN where the label is missing.
    public let value: Double

    public init(row: Int, value: Double) {
        self.row = row
        self.value = value
    }
}
