/// A share Σx / Σm over answers, with its standard error where answers of one row depend on each
/// other: that of the ratio estimator, √Σ(xₖ − r mₖ)² / Σm over the rows' sums xₖ and mₖ.
///
/// Source: W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 6.
struct Ratio {
    private(set) var hits = 0.0
    private(set) var count = 0.0
    /// Rows with anything in `count`.
    private(set) var rows = 0
    private var (row, rowHits, rowCount) = (-1, 0.0, 0.0)
    private var (hitSquares, products, countSquares) = (0.0, 0.0, 0.0)

    /// Rows come in order.
    mutating func add(_ hit: Double, of weight: Double = 1, row: Int) {
        if row != self.row { closeRow(next: row) }
        rowHits += hit
        rowCount += weight
        hits += hit
        count += weight
    }

    private mutating func closeRow(next: Int) {
        hitSquares += rowHits * rowHits
        products += rowHits * rowCount
        countSquares += rowCount * rowCount
        if rowCount > 0 { rows += 1 }
        (row, rowHits, rowCount) = (next, 0, 0)
    }

    /// Nil where nothing was counted.
    var value: Metrics.Value? {
        guard count > 0 else { return nil }
        var all = self
        all.closeRow(next: -1)
        let share = hits / count
        let square = all.hitSquares - 2 * share * all.products + share * share * all.countSquares
        return Metrics.Value(
            share, error: max(0, square).squareRoot() / count, support: Double(all.rows))
    }
}

/// The sum of squares of rows' sums, whose answers come in order.
struct RowSquares {
    private var (row, sum, squares) = (-1, 0.0, 0.0)

    mutating func add(_ value: Double, row: Int) {
        if row != self.row {
            squares += sum * sum
            (self.row, sum) = (row, 0)
        }
        sum += value
    }

    var root: Double { (squares + sum * sum).squareRoot() }
}
