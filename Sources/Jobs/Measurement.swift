/// One figure that a check measured, beside what it expected.
public struct Measurement: Hashable, Sendable, Codable {
    public var name: String
    public var value: Double
    /// The bound or range in words, such as `0.3 to 3`.
    public var expected: String
    /// Empty for a pure number.
    public var unit: String

    public init(name: String, value: Double, expected: String = "", unit: String = "") {
        self.name = name
        self.value = value
        self.expected = expected
        self.unit = unit
    }
}
