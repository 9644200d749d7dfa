/// What the values of one feature or channel are like; figures are of the finite values.
public struct ColumnStatistics: Hashable, Sendable {
    /// NaN where no value is finite, as are the next three.
    public let mean: Double
    /// The population's: sqrt(Σ (x - mean)² / n).
    public let deviation: Double
    public let minimum: Double
    public let maximum: Double
    public let count: Int
    public let notANumberCount: Int
    public let infiniteCount: Int
    /// How many values are -1, and how many 999: usual marks of missing values.
    public let minusOneCount: Int
    public let nineNineNineCount: Int
    /// How many values equal the smallest and the largest: much there may mean clipping.
    public let minimumCount: Int
    public let maximumCount: Int

    /// Whether all finite values are equal (also where there are none).
    public var isConstant: Bool { !(minimum < maximum) }

    /// The share of -1 and 999 among all values.
    public var sentinelShare: Double {
        count == 0 ? 0 : Double(minusOneCount + nineNineNineCount) / Double(count)
    }

    /// Returns the statistics of each column of `values`, which lie column by column in each row.
    ///
    /// Sums run in double precision and in the values' order, the squares around the mean in a
    /// second pass, so that the figures are the same on every machine.
    public static func columns(of values: [Float], count columns: Int) -> [ColumnStatistics] {
        var sums = [Accumulator](repeating: Accumulator(), count: columns)
        forEach(values[...], with: &sums) { $0.add($1) }
        for index in sums.indices { sums[index].settleMean() }
        forEach(values[...], with: &sums) { $0.addSquare($1) }
        return sums.map(ColumnStatistics.init)
    }

    /// Few columns are walked one by one, which keeps the sums in registers, and many row by
    /// row. The order within a column is the same.
    private static func forEach(
        _ values: ArraySlice<Float>, with sums: inout [Accumulator],
        _ body: (inout Accumulator, Float) -> Void
    ) {
        let columns = sums.count
        values.withUnsafeBufferPointer { values in
            if columns <= 4 {
                for column in 0..<columns {
                    var sum = sums[column]
                    for index in stride(from: column, to: values.count, by: columns) {
                        body(&sum, values[index])
                    }
                    sums[column] = sum
                }
                return
            }
            sums.withUnsafeMutableBufferPointer { sums in
                for start in stride(from: 0, to: values.count, by: columns) {
                    for column in 0..<columns { body(&sums[column], values[start + column]) }
                }
            }
        }
    }

    /// Returns the statistics of each feature or channel of a data set; stored rows are read block
    /// by block in the order of their file, bytes by counting how often each one occurs.
    ///
    /// - Parameter threads: how many read side by side; no figure depends on it.
    public static func columns(of data: Dataset, threads: Int = 1) -> [ColumnStatistics] {
        guard case .stored(let rows) = data.storage else {
            return columns(of: data.inputs, count: data.columnCount)
        }
        let order = rows.orderInFile
        if let meanings = rows.meanings {
            let counts = OwnThreads.map(data.parts, threads: threads) { part in
                rows.byteCounts(
                    order[order.count * part / data.parts..<order.count * (part + 1) / data.parts])
            }
            let sums = counts.dropFirst().reduce(counts[0]) { zip($0, $1).map(+) }
            return columns(of: sums, meanings)
        }
        let none = [Accumulator](repeating: Accumulator(), count: data.columnCount)
        var sums = none
        let added = OwnThreads.map(data.parts, threads: threads) { part in
            var sums = none
            data.forEachBlock(ofPart: part, in: order) { _, block in
                forEach(block, with: &sums) { $0.add($1) }
            }
            return sums
        }
        for part in added { for index in sums.indices { sums[index].add(part[index]) } }
        for index in sums.indices { sums[index].settleMean() }
        let settled = sums
        let squared = OwnThreads.map(data.parts, threads: threads) { part in
            var sums = settled
            data.forEachBlock(ofPart: part, in: order) { _, block in
                forEach(block, with: &sums) { $0.addSquare($1) }
            }
            return sums
        }
        for part in squared { for index in sums.indices { sums[index].addSquares(part[index]) } }
        return sums.map(ColumnStatistics.init)
    }

    /// Of bytes counted, 256 a column, and what each stands for.
    private static func columns(of counts: [Int], _ meanings: [Float]) -> [ColumnStatistics] {
        stride(from: 0, to: counts.count, by: 256).map { start in
            var sums = Accumulator()
            let used = (start..<start + 256).filter { counts[$0] > 0 }
            for index in used { sums.add(meanings[index], times: counts[index]) }
            sums.settleMean()
            for index in used { sums.addSquare(meanings[index], times: counts[index]) }
            return ColumnStatistics(sums)
        }
    }

    private init(_ sums: Accumulator) {
        let finite = sums.count - sums.notANumberCount - sums.infiniteCount
        mean = sums.mean
        deviation = finite == 0 ? .nan : (sums.squares / Double(finite)).squareRoot()
        minimum = finite == 0 ? .nan : Double(sums.minimum)
        maximum = finite == 0 ? .nan : Double(sums.maximum)
        count = sums.count
        notANumberCount = sums.notANumberCount
        infiniteCount = sums.infiniteCount
        minusOneCount = sums.minusOneCount
        nineNineNineCount = sums.nineNineNineCount
        minimumCount = sums.minimumCount
        maximumCount = sums.maximumCount
    }
}

/// The running sums of one column.
private struct Accumulator {
    var count = 0
    var sum = 0.0
    var mean = 0.0
    var squares = 0.0
    var minimum = Float.infinity
    var maximum = -Float.infinity
    var notANumberCount = 0
    var infiniteCount = 0
    var minusOneCount = 0
    var nineNineNineCount = 0
    var minimumCount = 0
    var maximumCount = 0

    @inline(__always)
    mutating func add(_ value: Float, times: Int = 1) {
        count += times
        guard value.isFinite else {
            if value.isNaN { notANumberCount += times } else { infiniteCount += times }
            return
        }
        sum += Double(value) * Double(times)
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        minusOneCount += value == -1 ? times : 0
        nineNineNineCount += value == 999 ? times : 0
    }

    mutating func add(_ other: Accumulator) {
        count += other.count
        sum += other.sum
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        notANumberCount += other.notANumberCount
        infiniteCount += other.infiniteCount
        minusOneCount += other.minusOneCount
        nineNineNineCount += other.nineNineNineCount
    }

    mutating func addSquares(_ other: Accumulator) {
        squares += other.squares
        minimumCount += other.minimumCount
        maximumCount += other.maximumCount
    }

    mutating func settleMean() {
        mean = sum / Double(count - notANumberCount - infiniteCount)
    }

    @inline(__always)
    mutating func addSquare(_ value: Float, times: Int = 1) {
        guard value.isFinite else { return }
        let difference = Double(value) - mean
        squares += difference * difference * Double(times)
        minimumCount += value == minimum ? times : 0
        maximumCount += value == maximum ? times : 0
    }
}
