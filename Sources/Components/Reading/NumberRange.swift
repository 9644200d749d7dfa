/// The numbers that a setting may take.
public struct NumberRange: Sendable {
    private let allows: @Sendable (Double) -> Bool
    /// Such as `a number above 0`.
    public let words: String

    public func contains(_ value: Double) -> Bool { allows(value) }

    public static let any = NumberRange(allows: { _ in true }, words: "a number")
    /// 0 ≤ x < 1
    public static let fraction = NumberRange(
        allows: { $0 >= 0 && $0 < 1 }, words: "a number of at least 0 and below 1")
    /// 0 < x < 1
    public static let insideUnit = NumberRange(
        allows: { $0 > 0 && $0 < 1 }, words: "a number above 0 and below 1")
    /// 0 < x ≤ 1
    public static let share = NumberRange(
        allows: { $0 > 0 && $0 <= 1 }, words: "a number above 0 and at most 1")
    /// 0 ≤ x ≤ 1
    public static let unit = NumberRange(
        allows: { $0 >= 0 && $0 <= 1 }, words: "a number from 0 to 1")
    /// x > 0
    public static let positive = NumberRange(allows: { $0 > 0 }, words: "a number above 0")
    /// x ≥ 0
    public static let notNegative = NumberRange(
        allows: { $0 >= 0 }, words: "a number of at least 0")
}
