/// An array where it lies in a file: what the header says of it, and where its elements begin.
struct StoredArray: Sendable {
    /// What errors call it.
    let name: String
    let shape: [Int]
    let kind: ElementKind
    let isBigEndian: Bool
    let contents: FileContents
    /// Where the elements begin.
    let start: Int

    var count: Int { shape.reduce(1, *) }

    /// The extent of the first dimension; an array without dimensions has none.
    var rows: Int { shape.first ?? 0 }

    /// Returns all elements.
    func read() -> NumericArray {
        NumericArray(
            name: name, shape: shape,
            values: kind.values(
                from: contents, at: start, count: count, bigEndian: isBigEndian))
    }

    /// Returns the same array of its first rows alone.
    func first(_ rows: Int) -> StoredArray {
        guard rows < self.rows else { return self }
        return StoredArray(
            name: name, shape: [rows] + shape.dropFirst(), kind: kind, isBigEndian: isBigEndian,
            contents: contents, start: start)
    }
}
