extension Dataset {
    /// Calls `body` with the inputs of so many rows at a time, one row after the other, each in the
    /// order of `inputShape`: what goes over all rows needs no second copy of them.
    public func forEachBlock(
        of rows: Int = 1024,
        _ body: (_ rows: Range<Int>, _ inputs: ArraySlice<Float>) throws -> Void
    ) rethrows {
        for first in stride(from: 0, to: count, by: rows) {
            let block = first..<min(count, first + rows)
            try body(block, inputs[block.lowerBound * inputSize..<block.upperBound * inputSize])
        }
    }
}
