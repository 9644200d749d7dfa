extension Dataset {
    /// The rows in the order in which they lie in their file: what goes over all of them in this
    /// order reads each page of it once, where a split's order comes to each again and again.
    package var orderInFile: [Int32] {
        switch storage {
        case .numbers: (0..<count).map { Int32($0) }
        case .stored(let rows): rows.orderInFile
        }
    }

    /// Into how many parts independent work on all rows is cut: by their size alone, so that sums
    /// are the same on every host.
    package var parts: Int { max(1, min(32, (count * inputSize) >> 22)) }

    /// Calls `body` with the inputs of one part of an `order` of the rows, a few at a time that a
    /// core's cache holds.
    package func forEachBlock(
        ofPart part: Int, in order: [Int32],
        _ body: (_ rows: ArraySlice<Int32>, _ inputs: ArraySlice<Float>) -> Void
    ) {
        let own = order[order.count * part / parts..<order.count * (part + 1) / parts]
        let size = max(1, (1 << 16) / inputSize)
        for start in stride(from: own.startIndex, to: own.endIndex, by: size) {
            let rows = own[start..<min(start + size, own.endIndex)]
            switch storage {
            case .numbers(let inputs):
                body(rows, inputs[rows.startIndex * inputSize..<rows.endIndex * inputSize])
            case .stored(let stored): body(rows, stored.floats(rows.map { Int($0) })[...])
            }
        }
    }
}
