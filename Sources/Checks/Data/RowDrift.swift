internal import Datasets
public import Jobs
internal import Training

/// D18: the rows keep their scale from epoch to epoch, and from the first to the last.
///
/// The same rows are fed in a first and in a third epoch: where a mean moves or a deviation grows
/// by more than a quarter of a standard deviation, something changes them in place at every pass,
/// which fails. Ten shares of the stored order whose means lie far apart, beyond chance, are rows
/// that come in an order: without shuffling they warn.
public struct RowDrift: DataCheck {
    public static let name = "row-drift"
    public static let verifies = "rows keep their scale from epoch to epoch and along the file"
    public var expected: String {
        "means within \(Figure.text(failAbove)) standard deviations from epoch to epoch"
    }
    public static let explains =
        [
            LossDecreases.name, Stability.name, "epoch-sawtooth", "oscillation", "split-parity",
        ] + Symptoms.ofTraining

    @Threshold(.positive, "a mean or deviation that moves by more between epochs fails")
    public var failAbove = 0.25
    @Threshold(.positive, "means along the file that differ by more deviations warn unshuffled")
    public var warnAbove = 0.5

    public init() {}

    private static let buckets = 10

    public func examine(_ data: CheckedData) throws -> Finding {
        if data.takesIds || !data.training.tokens.isEmpty {
            return finding(.skipped, "the inputs are ids, which have no scale")
        }
        guard data.training.count >= 50 else {
            return finding(.skipped, "there are too few rows to compare shares of them by")
        }
        var measurements: [Measurement] = []
        if let loader = data.loader, loader.augmentation != nil || loader.transform != nil,
            let first = data.fedRows(600), let later = data.fedRows(600, epoch: 2)
        {
            let moved = RowMoments(first.features).distance(to: RowMoments(later.features))
            measurements.append(
                Measurement(
                    name: "moved between epochs, in deviations", value: moved,
                    expected: "≤ \(Figure.text(failAbove))"))
            if moved > failAbove {
                return finding(
                    .failed,
                    "the same rows are fed at another scale in the third epoch than in the first: "
                        + "\(Figure.text(moved)) standard deviations apart",
                    advice: "Something changes rows in place at every pass, such as a "
                        + "normalisation: make it return new rows.", measurements: measurements)
            }
        }
        let drift = along(data)
        measurements.append(
            Measurement(
                name: "means along the file, farthest apart", value: drift.distance))
        let isShuffled = data.loader.map { $0.rows(epoch: 0) != $0.rows(epoch: 1) } ?? true
        let words =
            "the means of ten shares of the rows in their order differ from that of all by at most "
            + "\(Figure.text(drift.distance)) standard deviations"
        guard drift.distance > warnAbove, drift.isBeyondChance, !isShuffled else {
            return finding(.passed, words, measurements: measurements)
        }
        return finding(
            .warned,
            words + ", in \(data.columnName(drift.column)), and training takes the rows "
                + "in that order",
            advice: "Shuffle the rows (`shuffle: true`), or train on them as the series they are.",
            measurements: measurements)
    }

    /// The column whose means in ten buckets of stored rows lie farthest from the mean of all.
    private func along(
        _ data: CheckedData
    ) -> (column: Int, distance: Double, isBeyondChance: Bool) {
        let rows = data.sampledRows(5000, of: data.training, "drift", values: 1 << 22)
        let columns = data.training.columnCount
        let each = data.training.inputSize / columns
        var sums = [[Double]](
            repeating: [Double](repeating: 0, count: columns), count: Self.buckets)
        var counts = [Double](repeating: 0, count: Self.buckets)
        for (index, row) in rows.enumerated() {
            let bucket = index * Self.buckets / rows.count
            counts[bucket] += 1
            for (position, value) in data.training.input(at: row).enumerated() where value.isFinite
            {
                sums[bucket][position % columns] += Double(value) / Double(each)
            }
        }
        var worst = (column: 0, distance: 0.0, isBeyondChance: false)
        let bound = Chance.quantile(
            twoSided: Significance.level / Double(columns * Self.buckets))
        for column in 0..<columns {
            let known = data.trainingScan.columns[column]
            guard !known.isConstant, known.deviation > 0 else { continue }
            for bucket in 0..<Self.buckets where counts[bucket] > 0 {
                let distance =
                    abs(sums[bucket][column] / counts[bucket] - known.mean) / known.deviation
                if distance > worst.distance {
                    worst = (column, distance, distance * counts[bucket].squareRoot() > bound)
                }
            }
        }
        return worst
    }
}
