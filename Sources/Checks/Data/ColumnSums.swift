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

    /// - Parameter width: the numbers in a row, a multiple of the columns.
    init(columns: Int, width: Int) {
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
    }

    /// Adds whole rows.
    mutating func add(_ values: UnsafeBufferPointer<Float>, firstRow: Int) {
        if pivots.isEmpty {
            pivots = (0..<lanes).map { lane in
                let value = values.indices.contains(lane) ? values[lane % count] : 0
                return value.isFinite ? Double(value) : 0
            }
        }
        if isFinite(values) {
            addFinite(values)
        } else {
            addOneByOne(values, firstRow: firstRow)
        }
    }

    /// A sum of differences with themselves is 0 unless one is NaN or infinite.
    private func isFinite(_ values: UnsafeBufferPointer<Float>) -> Bool {
        var sum: Float = 0
        for index in 0..<values.count {
            let value = values[index]
            sum += value - value
        }
        return sum == 0
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

    private mutating func addOneByOne(_ values: UnsafeBufferPointer<Float>, firstRow: Int) {
        for (index, value) in values.enumerated() {
            let lane = index % lanes
            guard value.isFinite else {
                broken[lane] += 1
                let column = lane % count
                firstBroken[column] = firstBroken[column] ?? firstRow + index / width
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
