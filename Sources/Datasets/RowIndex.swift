/// Finds rows of inputs that are equal bit for bit.
struct RowIndex {
    private let data: Dataset
    /// The first row of each kind of contents, by its hash.
    private var firsts: [UInt64: [Int]] = [:]

    init(_ data: Dataset) {
        self.data = data
    }

    /// Adds one of the data set's rows and returns the first equal one added, maybe itself.
    mutating func insert(_ row: Int) -> Int {
        let hash = Self.hash(data.input(at: row))
        if let first = first(equal: data.input(at: row), hash: hash) { return first }
        firsts[hash, default: []].append(row)
        return row
    }

    func contains(_ input: ArraySlice<Float>) -> Bool {
        first(equal: input, hash: Self.hash(input)) != nil
    }

    private func first(equal input: ArraySlice<Float>, hash: UInt64) -> Int? {
        firsts[hash]?.first { row in
            zip(data.input(at: row), input).allSatisfy { $0.bitPattern == $1.bitPattern }
        }
    }

    private static func hash(_ input: ArraySlice<Float>) -> UInt64 {
        input.withUnsafeBufferPointer { values in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for value in values {
                hash = (hash ^ UInt64(value.bitPattern)) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 32
            }
            return hash
        }
    }
}
