/// The numbers that a setting may take.
struct NumberRange: Sendable {
    private let allows: @Sendable (Double) -> Bool
    /// Such as `a number above 0`.
    let words: String

    func contains(_ value: Double) -> Bool { allows(value) }

    static let any = NumberRange(allows: { _ in true }, words: "a number")
    /// 0 ≤ x < 1
    static let fraction = NumberRange(
        allows: { $0 >= 0 && $0 < 1 }, words: "a number of at least 0 and below 1")
    /// 0 < x < 1
    static let insideUnit = NumberRange(
        allows: { $0 > 0 && $0 < 1 }, words: "a number above 0 and below 1")
    /// 0 < x ≤ 1
    static let share = NumberRange(
        allows: { $0 > 0 && $0 <= 1 }, words: "a number above 0 and at most 1")
    /// 0 ≤ x ≤ 1
    static let unit = NumberRange(allows: { $0 >= 0 && $0 <= 1 }, words: "a number from 0 to 1")
    /// x > 0
    static let positive = NumberRange(allows: { $0 > 0 }, words: "a number above 0")
    /// x ≥ 0
    static let notNegative = NumberRange(allows: { $0 >= 0 }, words: "a number of at least 0")
}
