internal import Datasets
internal import Tensors

/// What one pass over all rows tells: sums of each column, and a hash of each row.
final class DataScan {
    /// What one feature or channel holds; figures are of the finite values.
    struct Column {
        var count = 0
        var mean = Double.nan
        var deviation = Double.nan
        var minimum = Float.infinity
        var maximum = -Float.infinity
        /// Values that are NaN or infinite, and the first row with one.
        var brokenCount = 0
        var firstBrokenRow: Int?

        var isConstant: Bool { !(minimum < maximum) }
    }

    let columns: [Column]
    /// Of each row's inputs, bit for bit.
    let hashes: [UInt64]

    /// Reads the rows in the order of their file, in parts side by side on as many threads as the
    /// calling one has cores: how many changes nothing.
    init(_ data: Dataset, threads: Int = Cores.used) {
        let width = data.inputSize
        let order = data.orderInFile
        let pivots = order.first.map { data.input(at: Int($0)).prefix(data.columnCount) } ?? []
        let parts = OwnThreads.map(data.parts, threads: threads) { part in
            var sums = ColumnSums(columns: data.columnCount, width: width, pivots: Array(pivots))
            var hashes: [UInt64] = []
            data.forEachBlock(ofPart: part, in: order) { rows, inputs in
                inputs.withUnsafeBufferPointer { values in
                    for start in stride(from: 0, to: values.count, by: width) {
                        hashes.append(
                            Self.hash(UnsafeBufferPointer(rebasing: values[start..<start + width])))
                    }
                    sums.add(values) { Int(rows[rows.startIndex + $0]) }
                }
            }
            return (sums: sums, hashes: hashes)
        }
        columns = parts.dropFirst().reduce(into: parts[0].sums) { $0.add($1.sums) }.columns()
        var hashes = [UInt64](repeating: 0, count: data.count)
        for (row, hash) in zip(order, parts.lazy.flatMap(\.hashes)) { hashes[Int(row)] = hash }
        self.hashes = hashes
    }

    /// Four lanes side by side, which a processor multiplies at once.
    static func hash(_ values: UnsafeBufferPointer<Float>) -> UInt64 {
        let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
        var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        var index = 0
        while index &+ 4 <= values.count {
            a = (a ^ UInt64(values[index].bitPattern)) &* prime
            b = (b ^ UInt64(values[index &+ 1].bitPattern)) &* prime
            c = (c ^ UInt64(values[index &+ 2].bitPattern)) &* prime
            d = (d ^ UInt64(values[index &+ 3].bitPattern)) &* prime
            a ^= a >> 29
            b ^= b >> 29
            c ^= c >> 29
            d ^= d >> 29
            index &+= 4
        }
        while index < values.count {
            a = (a ^ UInt64(values[index].bitPattern)) &* prime
            a ^= a >> 29
            index &+= 1
        }
        var hash = a
        for lane in [b, c, d] {
            hash = (hash ^ lane) &* prime
            hash ^= hash >> 32
        }
        return hash
    }
}
