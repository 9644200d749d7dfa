public import Randomness

/// Which rows of a data set are trained on and which are held out to judge the training.
public struct RowSplit: Hashable, Sendable {
    public let training: [Int]
    public let validation: [Int]

    /// Holds out a fraction of the rows at random, at least one and never all.
    ///
    /// The rows are permuted by the key's stream; the first of them, `count * fraction` rounded to
    /// the nearest whole number, are held out, and both parts keep the permuted order (so that a
    /// file sorted by class does not begin training with a single class).
    ///
    /// - Throws: `DataError` where the fraction is not between 0 and 1 or there are fewer than 2
    ///   rows.
    public init(fraction: Double, of count: Int, key: RandomKey) throws(DataError) {
        guard fraction > 0, fraction < 1, count >= 2 else {
            throw DataError(
                "validation", found: "the fraction \(fraction) of \(count) rows",
                expected: "a fraction between 0 and 1 of at least 2 rows")
        }
        var stream = RandomStream(key)
        let order = stream.permutation(count)
        let held = min(max(Int((Double(count) * fraction).rounded()), 1), count - 1)
        validation = Array(order[..<held])
        training = Array(order[held...])
    }

    /// Holds out the rows listed, in that order, and trains on the others in the file's order.
    ///
    /// - Throws: `DataError` where a row does not exist or occurs twice, or no row is left on one
    ///   of the sides.
    public init(heldOut rows: [Int], of count: Int) throws(DataError) {
        var isHeld = [Bool](repeating: false, count: count)
        for (entry, row) in rows.enumerated() {
            guard isHeld.indices.contains(row), !isHeld[row] else {
                throw DataError(
                    "validation rows", at: .row(entry), found: "the row number \(row)",
                    expected: "each of 0 to \(count - 1) at most once")
            }
            isHeld[row] = true
        }
        guard !rows.isEmpty, rows.count < count else {
            throw DataError(
                "validation rows", found: "\(rows.count) of \(count) rows held out",
                expected: "at least one on each side")
        }
        validation = rows
        training = (0..<count).filter { !isHeld[$0] }
    }
}
