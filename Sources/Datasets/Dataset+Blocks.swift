extension Dataset {
    /// Calls `body` with the inputs of so many rows at a time, one row after the other, each in the
    /// order of `inputShape`: what goes over all rows needs no second copy of them, and large data
    /// are never in memory as a whole.
    public func forEachBlock(
        of rows: Int = 1024,
        _ body: (_ rows: Range<Int>, _ inputs: ArraySlice<Float>) throws -> Void
    ) rethrows {
        // Rows in an order of their own lie all over a file: many at once are read in its order.
        let isStored = if case .stored = storage { true } else { false }
        let large = isStored ? max(rows, (32 << 20) / (4 * inputSize) / rows * rows) : max(count, 1)
        for start in stride(from: 0, to: count, by: large) {
            let all = start..<min(count, start + large)
            let values = block(all)
            for first in stride(from: all.lowerBound, to: all.upperBound, by: rows) {
                let part = first..<min(all.upperBound, first + rows)
                let from = values.startIndex - start * inputSize
                try body(
                    part,
                    values[from + part.lowerBound * inputSize..<from + part.upperBound * inputSize])
            }
        }
    }

    private func block(_ rows: Range<Int>) -> ArraySlice<Float> {
        switch storage {
        case .numbers(let inputs):
            inputs[rows.lowerBound * inputSize..<rows.upperBound * inputSize]
        case .stored(let stored): stored.floats(rows)[...]
        }
    }
}
