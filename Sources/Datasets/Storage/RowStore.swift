/// Rows of inputs in the element type of their file, converted when they are asked for.
struct RowStore: Sendable {
    /// One file's rows.
    struct Part: Sendable {
        let contents: FileContents
        /// Where the first row begins.
        let start: Int
        let rows: Int
    }

    let parts: [Part]
    let kind: ElementKind
    let isBigEndian: Bool
    /// Bytes from one row's beginning to the next one's.
    let stride: Int
    let shape: InputShape
    let count: Int

    init(_ array: StoredArray, shape: InputShape) {
        let width = shape.shape.reduce(1, *)
        self.init(
            parts: [Part(contents: array.contents, start: array.start, rows: array.rows)],
            kind: array.kind, isBigEndian: array.isBigEndian, stride: width * array.kind.size,
            shape: shape)
    }

    init(parts: [Part], kind: ElementKind, isBigEndian: Bool, stride: Int, shape: InputShape) {
        self.parts = parts
        self.kind = kind
        self.isBigEndian = isBigEndian
        self.stride = stride
        self.shape = shape
        count = parts.reduce(0) { $0 + $1.rows }
    }

    /// The numbers of one row.
    var width: Int { shape.shape.reduce(1, *) }

    /// Calls `body` with the bytes of each row, in the order of `rows`, and the row's index there.
    func forEachRow(_ rows: some Sequence<Int>, _ body: (Int, UnsafeRawBufferPointer) -> Void) {
        let size = width * kind.size
        var index = 0
        var pending = rows.makeIterator()
        var next = pending.next()
        // Neighbours mostly lie in one file, which is then looked up once for all of them.
        while let row = next {
            let (part, first) = part(of: row)
            part.contents.withUnsafeBytes { bytes in
                var chunk = -1
                while let row = next, row >= first, row < first + part.rows {
                    let start = part.start + (row - first) * stride
                    body(index, UnsafeRawBufferPointer(rebasing: bytes[start..<start + size]))
                    // The kernel may map pages in by chunks of as many bytes.
                    let last = (start + size) >> 21
                    if last != chunk { part.contents.noteReading(max(size, 1 << 21)) }
                    chunk = last
                    index += 1
                    next = pending.next()
                }
            }
        }
    }

    private func part(of row: Int) -> (Part, first: Int) {
        var first = 0
        for part in parts {
            if row < first + part.rows { return (part, first) }
            first += part.rows
        }
        fatalError("row \(row) of a store of \(count) rows")
    }

    /// Returns rows as single-precision numbers, in the order of `rows`, channels innermost.
    ///
    /// Many rows are read in the order of the file, wherever their numbers go.
    func floats(_ rows: [Int]) -> [Float] {
        let width = width
        let order = rows.count > 1024 ? Self.ascending(rows) : nil
        let floats = [Float](unsafeUninitializedCapacity: rows.count * width) { target, count in
            func read(_ rows: some Sequence<Int>, _ goal: (Int) -> Int) {
                forEachRow(rows) { index, bytes in
                    let first = goal(index) * width
                    kind.convert(
                        bytes, bigEndian: isBigEndian,
                        to: UnsafeMutableBufferPointer(rebasing: target[first..<first + width]))
                }
            }
            if let order {
                read(order.lazy.map { rows[$0] }) { order[$0] }
            } else {
                read(rows) { $0 }
            }
            count = rows.count * width
        }
        return shape.arranged(floats)
    }

    /// The indices of `rows` in ascending order of what they name.
    private static func ascending(_ rows: [Int]) -> [Int] {
        if zip(rows, rows.dropFirst()).allSatisfy({ $0 <= $1 }) { return Array(rows.indices) }
        return rows.enumerated().map { UInt64($1) << 32 | UInt64($0) }.sorted()
            .map { Int($0 & 0xFFFF_FFFF) }
    }
}
