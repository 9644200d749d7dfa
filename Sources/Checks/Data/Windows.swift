internal import Datasets
internal import ElementaryFunctions

/// Rows as windows of several steps, compared piece by piece as the file has their values.
struct Windows {
    /// So many training windows are looked for at most.
    static let beginnings = 20_000

    private let data: CheckedData
    private let length: Int
    private let features: Int
    /// The steps of a piece.
    private let piece: Int
    /// What values are rounded to: a normalizer's rounding is not to part equal ones.
    private let grain: Double

    /// Nil where rows are pictures of several channels, or too short.
    init?(_ data: CheckedData) {
        self.data = data
        let shape = data.training.inputShape
        // A bare array of windows is told from pictures of one channel by nothing.
        guard shape.count <= 2 || shape.count == 3 && shape[2] == 1 else { return nil }
        length = shape[0]
        features = shape.count > 1 ? shape[1] : 1
        guard length >= 8 else { return nil }
        piece = max(4, length / 4)
        let column = data.trainingScan.columns[0]
        let spread = abs(
            data.raw(Float(column.deviation), column: 0) - data.raw(0, column: 0))
        guard spread > 0, spread.isFinite else { return nil }
        grain = spread * 1e-4
    }

    /// Bits of surprise that is left of two equal pieces after all pairs were tried; half of what
    /// it would be were values independent.
    func surprise(_ data: CheckedData) -> Double {
        let share = Double(piece) / Double(length)
        let pairs = Double(min(data.training.count, Self.beginnings)) * 400 * Double(length)
        return 0.5 * data.surpriseOfEqualRows * share - Double.log2(pairs)
    }

    func beginning(of row: Int) -> UInt64? { hash(values(of: row, data.training), at: 0) }

    func holds(_ beginnings: Set<UInt64>, in row: Int) -> Bool {
        let values = values(of: row, data.validation)
        return (1...length - piece).contains { offset in
            hash(values, at: offset).map(beginnings.contains) ?? false
        }
    }

    private func values(of row: Int, _ set: Dataset) -> [Int64] {
        set.input(at: row).enumerated().map { index, value in
            let number = data.raw(value, column: index % set.columnCount) / grain
            return number.isFinite && abs(number) < 1e15 ? Int64(number.rounded()) : .min
        }
    }

    /// Nil where the piece is flat: such ones are equal by nature.
    private func hash(_ values: [Int64], at offset: Int) -> UInt64? {
        let own = values[offset * features..<(offset + piece) * features]
        guard Set(own).count >= max(4, own.count / 2) else { return nil }
        return own.reduce(0xcbf2_9ce4_8422_2325) { hash, value in
            var next = (hash ^ UInt64(bitPattern: value)) &* 0x9E37_79B9_7F4A_7C15
            next ^= next >> 29
            return next
        }
    }
}
