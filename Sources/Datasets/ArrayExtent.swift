/// The size that a file's header claims for an array, checked before anything is believed.
struct ArrayExtent {
    let shape: [Int]
    let count: Int
    /// The elements' bytes.
    let size: Int

    /// - Throws: `DataError` at `offset` where the claim exceeds `FileContents.limit`.
    init(
        shape: [Int], elementSize: Int, name: String, headerAt offset: Int
    ) throws(DataError) {
        // Zeros count as ones, so that no partial product can overflow later on either.
        var largest = elementSize
        for extent in shape {
            let (product, overflow) = largest.multipliedReportingOverflow(by: max(extent, 1))
            guard !overflow, product <= FileContents.limit else {
                throw DataError(
                    name, at: .byte(offset), found: "the shape \(shape)",
                    expected: "at most \(FileContents.limit) bytes of elements",
                    advice: "the header is damaged, or the array must be split")
            }
            largest = product
        }
        self.shape = shape
        count = shape.reduce(1, *)
        size = count * elementSize
    }

    /// - Throws: `DataError` unless exactly the elements follow from `offset` to the end.
    func requireExactly(_ available: Int, name: String, at offset: Int) throws(DataError) {
        guard available != size else { return }
        throw DataError(
            name, at: .byte(offset), found: "\(available) bytes of elements",
            expected: "\(size) for the shape \(shape)",
            advice: available < size
                ? "the file was cut short: copy it again" : "the header and the elements disagree")
    }
}
