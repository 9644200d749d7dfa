public import Experiments
internal import Datasets
public import Jobs
internal import Training

/// D01: the data hold what the experiment says they hold, in numbers that are numbers.
public struct Schema: Examination {
    public static let name = "schema"
    public static let verifies = "the data are complete numbers of one shape"
    public var expected: String { "no NaN, no infinity, no stand-ins such as -1 or 999" }
    public static let tier = 0
    public static let needs: [String] = []

    @Threshold(.unit, "a larger share of -1 or 999 at the end of a column warns")
    public var warnAbove = 0.001
    @Threshold(1...1_000_000, "in fewer rows -1 or 999 is no stand-in")
    public var leastRows = 3

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let columns = recipe.rawColumns
        let broken = [recipe.trainingData, recipe.validationData].reduce(0) { sum, data in
            sum + data.inputs.count { !$0.isFinite }
        }
        let suspects = columns.indices.filter { isSuspect(columns[$0], of: recipe) }
        let measurements = [
            Measurement(
                name: "training rows", value: Double(recipe.training.count), expected: "≥ 1"),
            Measurement(
                name: "validation rows", value: Double(recipe.validation.count),
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
                "\(share) % of \(recipe.columnName(first)) is -1 or 999, far from the rest"
                    + (suspects.count > 1 ? "; \(suspects.count - 1) more columns as well" : ""),
                advice: "Where that stands for a missing value, replace it by the column's mean "
                    + "and add a column that marks it, or drop the rows.",
                measurements: measurements)
        }
        return finding(
            .passed,
            "\(recipe.training.count) training and \(recipe.validation.count) validation rows "
                + "of shape \(recipe.inputShape), all finite", measurements: measurements)
    }

    /// Whether a table's column holds -1 or 999 at one end of its values, in at least three rows
    /// and one of a thousand, and little else there.
    private func isSuspect(_ column: ColumnStatistics, of recipe: Recipe) -> Bool {
        guard !recipe.trainingData.isImages, !recipe.takesIds,
            column.sentinelShare >= warnAbove, column.sentinelShare < 0.5
        else { return false }
        let isHigh = column.nineNineNineCount >= leastRows && column.maximum == 999
        let isLow = column.minusOneCount >= leastRows && column.minimum == -1
        let spread = column.deviation
        return isHigh && column.maximum - column.mean > 3 * spread
            || isLow && column.mean > 10 && column.mean + 1 > 2 * spread
    }
}
