/// The numbers that a setting may take.
package struct NumberRange: Sendable {
    private let allows: @Sendable (Double) -> Bool
    /// Such as `a number above 0`.
    package let words: String

    package func contains(_ value: Double) -> Bool { allows(value) }

    package static let any = NumberRange(allows: { _ in true }, words: "a number")
    /// 0 ≤ x < 1
    package static let fraction = NumberRange(
        allows: { $0 >= 0 && $0 < 1 }, words: "a number of at least 0 and below 1")
    /// 0 < x < 1
    package static let insideUnit = NumberRange(
        allows: { $0 > 0 && $0 < 1 }, words: "a number above 0 and below 1")
    /// 0 < x ≤ 1
    package static let share = NumberRange(
        allows: { $0 > 0 && $0 <= 1 }, words: "a number above 0 and at most 1")
    /// 0 ≤ x ≤ 1
    package static let unit = NumberRange(
        allows: { $0 >= 0 && $0 <= 1 }, words: "a number from 0 to 1")
    /// x > 0
    package static let positive = NumberRange(allows: { $0 > 0 }, words: "a number above 0")
    /// x ≥ 0
    package static let notNegative = NumberRange(
        allows: { $0 >= 0 }, words: "a number of at least 0")
}
