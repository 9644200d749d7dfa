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

    /// Calls `body` with all rows, block by block in the order of the file, whatever theirs is.
    func forEachBlockAsStored(_ body: ([Float]) -> Void) {
        let rows = ascending
        let block = max(1, (8 << 20) / (4 * store.width))
        for first in stride(from: 0, to: rows.count, by: block) {
            body(converted(rows[first..<min(first + block, rows.count)].map { Int($0) }))
        }
    }

    /// How often each byte occurs in each column, 256 a column.
    func byteCounts() -> [Int] {
        let (columns, width) = (columns, store.width)
        let pixels = width / columns
        let isPlanar = store.shape.isChannelsFirst
        var counts = [Int](repeating: 0, count: 256 * columns)
        counts.withUnsafeMutableBufferPointer { counts in
            store.forEachRow(ascending.lazy.map { Int($0) }) { _, bytes in
                for index in 0..<width {
                    let column = isPlanar ? index / pixels : index % columns
                    counts[column << 8 | Int(bytes[index])] += 1
                }
            }
        }
        return counts
    }

    /// The rows of the store, each as often as it was chosen, in the order of the file.
    private var ascending: [Int32] {
        guard let chosen else { return (0..<store.count).map { Int32($0) } }
        var times = [Int32](repeating: 0, count: store.count)
        for row in chosen { times[Int(row)] += 1 }
        return times.indices.flatMap { repeatElement(Int32($0), count: Int(times[$0])) }
    }
}
