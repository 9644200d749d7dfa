internal import Datasets
internal import Experiments
internal import Foundation
public import Jobs

/// D15: no column of measurements was filled with its own mean, or cut off at an end.
///
/// Among values that hardly ever repeat, one that equals the mean of all others and stands in a
/// share of the rows was imputed; one at the largest or the smallest end, where its neighbours do
/// not repeat, was clipped. Columns of counts, and zeros, are left alone.
public struct MissingOrClipped: DataCheck {
    public static let name = "missing-or-clipped"
    public static let verifies = "columns are neither filled with their mean nor cut off"
    public var expected: String {
        "at most \(Figure.text(100 * warnAbove)) % of a column at its mean or at an end"
    }
    public static let explains = [String]()

    @Threshold(.unit, "a larger share of a column at its own mean, or at an end, warns")
    public var warnAbove = 0.03
    @Threshold(2...1_000_000, "in fewer rows it is no mark")
    public var leastRows = 8

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard data.isTable || data.training.inputShape.count == 2, !data.takesIds else {
            return finding(.skipped, "this is asked of tables and series of measurements")
        }
        let found = data.columnSamples.compactMap { mark(in: $0) }
        let measurements = [
            Measurement(
                name: "columns filled or cut off", value: Double(found.count), expected: "0")
        ]
        guard let first = found.first else {
            return finding(
                .passed, "no column stands at its mean or at an end more than others do",
                measurements: measurements)
        }
        return finding(
            .warned,
            "\(Figure.text((1000 * first.share).rounded() / 10)) % of "
                + "\(data.columnName(first.column)) is \(Figure.text(first.value)), "
                + (first.isMean ? "the mean of the others" : "the end of its range")
                + (found.count > 1 ? "; \(found.count - 1) more columns as well" : ""),
            advice: first.isMean
                ? "Add a column that marks where the value was missing: the network can't tell "
                    + "a filled mean from a measured one."
                : "Values were cut off there: mark them by a column of their own, or drop them.",
            measurements: measurements)
    }

    private func mark(
        in sample: ColumnSample
    ) -> (column: Int, value: Double, share: Double, isMean: Bool)? {
        let counts = sample.counts
        let total = Double(sample.values.count)
        guard counts.count >= 20,
            let top = counts.indices.max(by: { counts[$0].count < counts[$1].count }),
            counts[top].count >= leastRows, Double(counts[top].count) > warnAbove * total,
            abs(counts[top].value) > 1e-12
        else { return nil }
        let others = total - Double(counts[top].count)
        // Measurements: all other values are different in most rows.
        guard Double(counts.count - 1) > 0.7 * others else { return nil }
        let value = counts[top].value
        let sum = counts.reduce(0) { $0 + $1.value * Double($1.count) }
        let mean = (sum - value * Double(counts[top].count)) / others
        let range = counts[counts.count - 1].value - counts[0].value
        let isMean = abs(value - mean) < 0.003 * range
        guard isMean || top == 0 || top == counts.count - 1 else { return nil }
        return (sample.column, value, Double(counts[top].count) / total, isMean)
    }
}
