/// A value that stands in many rows of a column, far outside of the rest: usually a mark of what is
/// missing.
struct FarValue {
    let column: Int
    let value: Double
    let share: Double

    /// Looks for one at either end of a column.
    ///
    /// It is at least `leastRows` times there and between `leastShare` and half of the rows, the
    /// gap to the next value is wider than all others are apart, and it lies more than five robust
    /// deviations (1.4826 MAD) from the median. -1 and 999 are suspects with less of a gap.
    init?(_ sample: ColumnSample, leastRows: Int, leastShare: Double) {
        let counts = sample.counts
        guard counts.count >= 4 else { return nil }
        let total = Double(sample.values.count)
        let median = sample.quantile(0.5)
        let distances = sample.values.map { abs($0 - median) }.sorted()
        let spread = 1.4826 * distances[distances.count / 2]
        func isRepeated(_ count: Int) -> Bool {
            count >= leastRows && Double(count) >= leastShare * total
                && 2 * Double(count) < total
        }
        let (low, high) = (counts[0], counts[counts.count - 1])
        let inner = counts.dropFirst(isRepeated(low.count) ? 1 : 0)
            .dropLast(isRepeated(high.count) ? 1 : 0)
        guard let first = inner.first, let last = inner.last, inner.count >= 3 else { return nil }
        let range = last.value - first.value
        for (end, gap) in [(low, first.value - low.value), (high, high.value - last.value)]
        where isRepeated(end.count) {
            let isFar = gap > range && abs(end.value - median) > 5 * spread
            let isUsualMark = abs(end.value + 1) < 1e-3 || abs(end.value - 999) < 1e-2
            if isFar || isUsualMark && range > 0 && gap > 0.15 * range && gap > 5 {
                column = sample.column
                value = end.value
                share = Double(end.count) / total
                return
            }
        }
        return nil
    }
}
