/// Running sums of the columns of rows, around the first values seen, in the rows' order.
///
/// Few columns are summed in several lanes side by side: a lane's order, and so its bits, are the
/// same on every host.
struct ColumnSums {
    private let count: Int
    private let lanes: Int
    private var pivots: [Double] = []
    private var sums: [Double]
    private var squares: [Double]
    private var minima: [Float]
    private var maxima: [Float]
    private var counts: [Int]
    private var broken: [Int]
    private var firstBroken: [Int?]
    private let width: Int

    /// - Parameters:
    ///   - width: the numbers in a row, a multiple of the columns.
    ///   - first: values of the columns to sum around; those of the first row where nil.
    init(columns: Int, width: Int, pivots first: [Float]? = nil) {
        count = columns
        self.width = width
        lanes = columns <= 8 && width.isMultiple(of: 8 * columns) ? 8 * columns : columns
        sums = Array(repeating: 0, count: lanes)
        squares = sums
        minima = Array(repeating: .infinity, count: lanes)
        maxima = Array(repeating: -.infinity, count: lanes)
        counts = Array(repeating: 0, count: lanes)
        broken = counts
        firstBroken = Array(repeating: nil, count: columns)
        if let first, first.count == columns { settlePivots { first[$0] } }
    }

    private mutating func settlePivots(_ first: (_ column: Int) -> Float) {
        pivots = (0..<lanes).map { lane in
            let value = first(lane % count)
            return value.isFinite ? Double(value) : 0
        }
    }

    /// Adds whole rows, the index of each told by its turn.
    mutating func add(
        _ values: UnsafeBufferPointer<Float>, row: (_ turn: Int) -> Int = { $0 }
    ) {
        guard values.count >= count else { return }
        if pivots.isEmpty { settlePivots { values[$0] } }
        if Self.isFinite(values) {
            addFinite(values)
        } else {
            addOneByOne(values, row: row)
        }
    }

    /// Adds other rows, summed around the same values.
    mutating func add(_ other: ColumnSums) {
        for lane in 0..<lanes {
            sums[lane] += other.sums[lane]
            squares[lane] += other.squares[lane]
            minima[lane] = min(minima[lane], other.minima[lane])
            maxima[lane] = max(maxima[lane], other.maxima[lane])
            counts[lane] += other.counts[lane]
            broken[lane] += other.broken[lane]
        }
        for (column, row) in other.firstBroken.enumerated() {
            guard let row else { continue }
            firstBroken[column] = min(firstBroken[column] ?? row, row)
        }
    }

    /// Whether no exponent has all bits set, as those of NaN and of infinity have.
    private static func isFinite(_ values: UnsafeBufferPointer<Float>) -> Bool {
        var broken: UInt32 = 0
        for index in 0..<values.count {
            let exponent = values[index].bitPattern & 0x7F80_0000
            broken |= exponent == 0x7F80_0000 ? 1 : 0
        }
        return broken == 0
    }

    private mutating func addFinite(_ values: UnsafeBufferPointer<Float>) {
        let lanes = lanes
        sums.withUnsafeMutableBufferPointer { sums in
            squares.withUnsafeMutableBufferPointer { squares in
                minima.withUnsafeMutableBufferPointer { minima in
                    maxima.withUnsafeMutableBufferPointer { maxima in
                        pivots.withUnsafeBufferPointer { pivots in
                            var start = 0
                            while start < values.count {
                                for lane in 0..<lanes {
                                    let value = values[start &+ lane]
                                    let difference = Double(value) - pivots[lane]
                                    sums[lane] += difference
                                    squares[lane] += difference * difference
                                    minima[lane] = value < minima[lane] ? value : minima[lane]
                                    maxima[lane] = value > maxima[lane] ? value : maxima[lane]
                                }
                                start &+= lanes
                            }
                        }
                    }
                }
            }
        }
        for lane in 0..<lanes { counts[lane] += values.count / lanes }
    }

    private mutating func addOneByOne(
        _ values: UnsafeBufferPointer<Float>, row: (_ turn: Int) -> Int
    ) {
        for (index, value) in values.enumerated() {
            let lane = index % lanes
            guard value.isFinite else {
                broken[lane] += 1
                let column = lane % count
                let row = row(index / width)
                firstBroken[column] = min(firstBroken[column] ?? row, row)
                continue
            }
            let difference = Double(value) - pivots[lane]
            sums[lane] += difference
            squares[lane] += difference * difference
            minima[lane] = min(minima[lane], value)
            maxima[lane] = max(maxima[lane], value)
            counts[lane] += 1
        }
    }

    /// Returns the columns, their lanes put together.
    func columns() -> [DataScan.Column] {
        (0..<count).map { column in
            let lanes = stride(from: column, to: lanes, by: count)
            var found = DataScan.Column()
            var sum = 0.0
            for lane in lanes {
                found.count += counts[lane]
                found.brokenCount += broken[lane]
                found.minimum = min(found.minimum, minima[lane])
                found.maximum = max(found.maximum, maxima[lane])
                sum += sums[lane]
            }
            found.firstBrokenRow = firstBroken[column]
            guard found.count > 0 else { return found }
            let pivot = pivots[column]
            let mean = sum / Double(found.count)
            let square = lanes.reduce(0) { $0 + squares[$1] } / Double(found.count)
            found.mean = pivot + mean
            found.deviation = max(0, square - mean * mean).squareRoot()
            return found
        }
    }
}
