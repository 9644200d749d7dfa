internal import Datasets
public import Jobs

/// D08's sibling: no column of a table merely numbers the rows.
///
/// A column of whole numbers, each once, without gaps over both sets, is an index: a network can
/// memorise rows by it, and it tells how the file was sorted. It warns where there are other
/// columns.
public struct RowIndexColumn: DataCheck {
    public static let name = "row-index"
    public static let verifies = "no input column numbers the rows"
    public var expected: String { "no column of whole numbers, each once and without gaps" }
    public static let explains = ["feature-scale", "split-parity"]

    @Threshold(2...1_000_000, "of fewer rows nothing is said")
    public var leastRows = 20

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard data.isTable, data.training.inputSize >= 2 else {
            return finding(.skipped, "a column that numbers rows is asked of tables of several")
        }
        let rows = data.training.count + data.validation.count
        guard rows >= leastRows else {
            return finding(.skipped, "there are too few rows to tell an index from numbers")
        }
        let found = (0..<data.training.columnCount).filter { isIndex($0, data, rows) }
        let measurements = [
            Measurement(
                name: "columns that number rows", value: Double(found.count), expected: "0")
        ]
        guard let first = found.first else {
            return finding(.passed, "no column numbers the rows", measurements: measurements)
        }
        return finding(
            .warned,
            "\(data.columnName(first)) numbers the rows: \(rows) different whole numbers without "
                + "a gap",
            advice: "List the other columns as `inputs`: a number of a row teaches nothing about "
                + "the next one.", measurements: measurements)
    }

    private func isIndex(_ column: Int, _ data: CheckedData, _ rows: Int) -> Bool {
        let (a, b) = (data.trainingScan.columns[column], data.validationScan.columns[column])
        guard a.brokenCount == 0, b.brokenCount == 0 else { return false }
        let low = data.raw(min(a.minimum, b.minimum), column: column)
        let high = data.raw(max(a.maximum, b.maximum), column: column)
        // What a 32-bit number holds exactly; and it is cheap to see that the range does not fit.
        guard abs(high - low - Double(rows - 1)) < 0.5, high < 16_777_216 else { return false }
        var isSeen = [Bool](repeating: false, count: rows)
        for set in [data.training, data.validation] {
            var fits = true
            set.forEachBlock { range, inputs in
                guard fits else { return }
                for row in range {
                    let start = inputs.startIndex + (row - range.lowerBound) * set.inputSize
                    let value = data.raw(inputs[start + column], column: column) - low
                    let whole = value.rounded()
                    guard abs(value - whole) < 0.01, isSeen.indices.contains(Int(whole)),
                        !isSeen[Int(whole)]
                    else {
                        fits = false
                        return
                    }
                    isSeen[Int(whole)] = true
                }
            }
            guard fits else { return false }
        }
        return true
    }
}
