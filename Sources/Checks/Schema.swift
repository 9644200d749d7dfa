public import Experiments
internal import Datasets
public import Jobs
internal import Training

/// D01: the data hold what the experiment says they hold, in numbers that are numbers.
public enum Schema: Examination {
    public static let name = "schema"
    public static let verifies = "the data are complete numbers of one shape"
    public static let expected = "no NaN, no infinity, no stand-ins such as −1 or 999"
    public static let tier = 0
    public static let needs: [String] = []

    public static func examine(_ subject: Recipe) throws -> Finding {
        let columns = subject.rawColumns
        let broken = [subject.trainingData, subject.validationData].reduce(0) { sum, data in
            sum + data.inputs.count { !$0.isFinite }
        }
        let suspects = columns.indices.filter { isSuspect(columns[$0], of: subject) }
        let measurements = [
            Measurement(
                name: "training rows", value: Double(subject.training.count), expected: "≥ 1"),
            Measurement(
                name: "validation rows", value: Double(subject.validation.count),
                expected: "≥ 1"),
            Measurement(name: "values not finite", value: Double(broken), expected: "0"),
        ]
        if broken > 0 {
            return finding(
                .failed, "input values that are NaN, infinite or missing: \(broken)",
                advice: "Drop or impute those rows; one such value makes every gradient NaN.",
                measurements: measurements)
        }
        if let first = suspects.first {
            let share = Figure.text(100 * columns[first].sentinelShare)
            return finding(
                .warned,
                "\(share) % of \(subject.columnName(first)) is −1 or 999, far from the rest"
                    + (suspects.count > 1 ? "; \(suspects.count - 1) more columns as well" : ""),
                advice: "Where that stands for a missing value, replace it by the column's mean "
                    + "and add a column that marks it, or drop the rows.",
                measurements: measurements)
        }
        return finding(
            .passed,
            "\(subject.training.count) training and \(subject.validation.count) validation rows "
                + "of shape \(subject.inputShape), all finite", measurements: measurements)
    }

    /// Whether a table's column holds −1 or 999 at one end of its values, in at least three rows
    /// and one of a thousand, and little else there.
    private static func isSuspect(_ column: ColumnStatistics, of subject: Recipe) -> Bool {
        guard !subject.trainingData.isImages, !subject.takesIds,
            column.sentinelShare >= 0.001, column.sentinelShare < 0.5
        else { return false }
        let isHigh = column.nineNineNineCount >= 3 && column.maximum == 999
        let isLow = column.minusOneCount >= 3 && column.minimum == -1
        let spread = column.deviation
        return isHigh && column.maximum - column.mean > 3 * spread
            || isLow && column.mean > 10 && column.mean + 1 > 2 * spread
    }
}
