internal import Experiments
internal import Tensors

/// Mean and deviation of each column of some rows.
struct RowMoments {
    private let columns: [DataScan.Column]

    init(_ rows: Tensor) {
        let width = rows.shape[1]
        var sums = ColumnSums(columns: width, width: width)
        rows.scalars.withUnsafeBufferPointer { sums.add($0) }
        columns = sums.columns()
    }

    /// How far the means of the same rows moved, or their deviations changed, in deviations: the
    /// median of the columns that vary, which random changes of single rows leave alone.
    func distance(to other: RowMoments) -> Double {
        let moved = zip(columns, other.columns).compactMap { one, two -> Double? in
            guard one.deviation > 0, !one.isConstant else { return nil }
            return max(
                abs(two.mean - one.mean) / one.deviation, abs(two.deviation / one.deviation - 1))
        }
        return moved.isEmpty ? 0 : Statistics.median(moved)
    }
}
