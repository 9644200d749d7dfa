/// Rows of a store in an order of their own, scaled as they enter training: a data set that is too
/// large to be held as numbers.
struct StoredRows: Sendable {
    let store: RowStore
    /// The rows of the store that these are; nil for all, in its order.
    private var chosen: [Int32]?
    /// What is done to a row's numbers, in this order.
    private(set) var normalizers: [Normalizer] = []
    /// What each byte of each column becomes, 256 a column; nil where elements have more bytes.
    private(set) var meanings: [Float]?

    private static let mostColumns = 4096

    init(_ store: RowStore) {
        self.store = store
        meanings =
            columns > Self.mostColumns
            ? nil
            : store.kind.meanings.map { one in Array(repeatElement(one, count: columns).joined()) }
    }

    var count: Int { chosen?.count ?? store.count }

    /// The innermost extent of a row.
    var columns: Int { store.shape.shape.last ?? 1 }

    mutating func normalize(by normalizer: Normalizer) {
        normalizers.append(normalizer)
        guard let old = meanings else { return }
        meanings = old.indices.map { normalizer.scaled(old[$0], column: $0 / 256) }
    }

    func subset(_ rows: [Int]) -> StoredRows {
        var subset = self
        subset.chosen = rows.map { row in chosen.map { $0[row] } ?? Int32(row) }
        return subset
    }

    private func stored(_ row: Int) -> Int { chosen.map { Int($0[row]) } ?? row }

    /// Returns rows as they enter training, one after the other in the order of `rows`.
    func floats(_ rows: some Collection<Int>) -> [Float] {
        converted(rows.map(stored))
    }

    /// Returns rows of the store as they enter training.
    private func converted(_ rows: [Int]) -> [Float] {
        if let meanings { return looked(up: rows, in: meanings) }
        var floats = store.floats(rows)
        for normalizer in normalizers { normalizer.apply(to: &floats) }
        return floats
    }

    /// Bytes by way of the table of what they mean.
    private func looked(up rows: [Int], in meanings: [Float]) -> [Float] {
        let (columns, width) = (columns, store.width)
        let pixels = width / columns
        let isPlanar = store.shape.isChannelsFirst
        return [Float](unsafeUninitializedCapacity: rows.count * width) { target, count in
            meanings.withUnsafeBufferPointer { meanings in
                store.forEachRow(rows) { index, bytes in
                    let row = index * width
                    for column in 0..<columns {
                        let first = isPlanar ? column * pixels : column
                        let step = isPlanar ? 1 : columns
                        for pixel in 0..<pixels {
                            target.initializeElement(
                                at: row + pixel * columns + column,
                                to: meanings[column << 8 | Int(bytes[first + pixel * step])])
                        }
                    }
                }
            }
            count = rows.count * width
        }
    }

    /// How often each byte occurs in each column in some of the rows, 256 a column.
    func byteCounts(_ rows: ArraySlice<Int32>) -> [Int] {
        let (columns, width) = (columns, store.width)
        let pixels = width / columns
        let isPlanar = store.shape.isChannelsFirst
        // Neighbours are often equal, and a count waits for the one before it: four take turns.
        let lanes = columns == 1 ? 4 : 1
        var counts = [Int](repeating: 0, count: 256 * columns * lanes)
        counts.withUnsafeMutableBufferPointer { counts in
            store.forEachRow(rows.lazy.map { stored(Int($0)) }) { _, bytes in
                for index in 0..<width {
                    let column =
                        columns == 1 ? index & 3 : isPlanar ? index / pixels : index % columns
                    counts[column << 8 | Int(bytes[index])] += 1
                }
            }
        }
        let size = 256 * columns
        return (0..<size).map { cell in
            stride(from: cell, to: counts.count, by: size).reduce(0) { $0 + counts[$1] }
        }
    }

    /// The rows in the order of the file.
    var orderInFile: [Int32] {
        guard let chosen else { return (0..<store.count).map { Int32($0) } }
        var ends = [Int32](repeating: 0, count: store.count + 1)
        for row in chosen { ends[Int(row) + 1] += 1 }
        for row in 0..<store.count { ends[row + 1] += ends[row] }
        return [Int32](unsafeUninitializedCapacity: chosen.count) { order, count in
            for (index, row) in chosen.enumerated() {
                order[Int(ends[Int(row)])] = Int32(index)
                ends[Int(row)] += 1
            }
            count = chosen.count
        }
    }
}
