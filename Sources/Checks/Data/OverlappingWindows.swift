internal import Datasets
public import Jobs

/// D07 of sequences: no validation window holds the beginning of a training window further on.
///
/// Windows that were cut from one recording with a step shorter than themselves overlap; split at
/// random, nearly every validation window shares most of its values with training windows, shifted.
/// The first quarter of each training window is hashed, and looked for at all later offsets of
/// validation windows. Pieces that chance would repeat, by how often values of a column are equal,
/// are no question.
public struct OverlappingWindows: DataCheck {
    public static let name = "overlapping-windows"
    public static let verifies = "no validation window overlaps a training window"
    public var expected: String {
        "at most \(Figure.share(warnAbove)) of the validation windows hold a training window's "
            + "beginning"
    }
    public static let explains = [
        "near-duplicates", LabelPermutation.name, "generalisation-gap", "target-leakage",
    ]

    @Threshold(.unit, "a larger share of validation windows that overlap warns")
    public var warnAbove = 0.05

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard !data.takesIds, data.training.tokens.isEmpty, let windows = Windows(data) else {
            return finding(.skipped, "rows are no windows of at least eight steps of numbers")
        }
        guard data.validation.count >= 10 else {
            return finding(.skipped, "there are too few validation rows to tell")
        }
        guard windows.surprise(data) > 0 else {
            return finding(.skipped, "so few different values repeat themselves by chance")
        }
        let training = data.sampledRows(
            Windows.beginnings, of: data.training, "windows", values: 1 << 22)
        let beginnings = Set(training.compactMap { windows.beginning(of: $0) })
        let held = data.sampledRows(400, of: data.validation, "windows", values: 1 << 22)
        let overlapping = held.filter { windows.holds(beginnings, in: $0) }
        let share = Double(overlapping.count) / Double(held.count)
        let measurements = [
            Measurement(
                name: "validation windows that overlap", value: share,
                expected: "≤ \(Figure.text(warnAbove))")
        ]
        guard let first = overlapping.first, overlapping.count >= 3, share > warnAbove else {
            return finding(
                .passed,
                "\(overlapping.count) of \(held.count) validation windows hold the beginning of a "
                    + "training window", measurements: measurements)
        }
        return finding(
            .warned,
            "\(overlapping.count) of \(held.count) validation windows hold the beginning of a "
                + "training window further on, such as validation row \(first)",
            advice: "Split the recording by time or by source first and cut windows afterwards, "
                + "or leave out a window's length between the two sets.",
            measurements: measurements)
    }
}
