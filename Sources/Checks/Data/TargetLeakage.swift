internal import Datasets
public import Jobs

/// D08: no column of a table is the target in another form.
///
/// A column that is the target times a factor plus an offset, or that takes one value for each
/// class and no other, warns, and so does one that alone tells the target to more than 0.99 (R², or
/// the area under the ROC curve) where no other comes near, its classes six standard deviations
/// apart: a task may be that easy, so that the advice is how to confirm.
public struct TargetLeakage: DataCheck {
    public static let name = "target-leakage"
    public static let verifies = "no input column gives the target away"
    public var expected: String { "no column alone tells more than \(Figure.text(warnAbove))" }
    public static let explains = [LabelPermutation.name, "initial-loss"]

    @Threshold(.unit, "a column that alone tells the target better warns")
    public var warnAbove = 0.99
    @Threshold(.unit, "only where every other column tells it less well than this")
    public var unlessAbove = 0.95

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard data.isTable, data.training.inputSize >= 2 else {
            return finding(.skipped, "a leak by one column is asked of tables of several columns")
        }
        guard data.training.targetShape.isEmpty, data.training.count >= 30 else {
            return finding(.skipped, "there are too few rows with one target each")
        }
        let rows = data.sampledRows(2000, of: data.training, "leakage")
        guard let answers = SingleAnswers(data.training, rows), answers.distinct >= 2 else {
            return finding(.skipped, "each row has several targets: a column can't be all of them")
        }
        let told = (0..<data.training.columnCount).map { column in
            let values = rows.map { row -> Double in
                let input = data.training.input(at: row)
                return Double(input[input.startIndex + column])
            }
            return (
                strength: answers.strength(of: values), copies: answers.isCopied(by: values),
                isApart: answers.isApart(in: values)
            )
        }
        let order = told.indices.sorted { told[$0].strength > told[$1].strength }
        let (best, second) = (order[0], order[1])
        let copy = order.first { told[$0].copies }
        let measurements = [
            Measurement(
                name: "best column alone", value: told[best].strength,
                expected: "≤ \(Figure.text(warnAbove))"),
            Measurement(name: "second best", value: told[second].strength),
        ]
        let measure = answers.isOfClasses ? "area under the ROC curve" : "R²"
        if let copy {
            return finding(
                .warned,
                "\(data.columnName(copy)) is the target in another form: "
                    + (answers.isOfClasses
                        ? "it takes one value for each class and no other"
                        : "the target is this column times a factor plus an offset"),
                advice: "Take the column out of `inputs`, unless it is known before the target is.",
                measurements: measurements)
        }
        // A threshold of one column makes an easy task; a leak leaves a gap between the classes.
        if told[best].strength > warnAbove, told[second].strength < unlessAbove, told.count >= 3,
            told[best].isApart
        {
            return finding(
                .warned,
                "\(data.columnName(best)) alone tells the target (\(measure) "
                    + "\(Figure.text(told[best].strength)), the next best column "
                    + "\(Figure.text(told[second].strength)))",
                advice: "Where the column is known only once the target is, take it out of "
                    + "`inputs`; where it is known before, the task is that easy: train without "
                    + "it to see what the others tell.", measurements: measurements)
        }
        return finding(
            .passed,
            "\(data.columnName(best)) tells most alone (\(measure) "
                + "\(Figure.text(told[best].strength)))", measurements: measurements)
    }
}
