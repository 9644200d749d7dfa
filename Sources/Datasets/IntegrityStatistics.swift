/// What a set of rows is like, for the checks that look at data alone.
public struct IntegrityStatistics: Hashable, Sendable {
    /// How often one label occurs.
    public struct LabelCount: Hashable, Sendable {
        public let label: Int32
        public let count: Int
    }

    public let rows: Int
    /// Of each feature (tables) or channel (images).
    public let columns: [ColumnStatistics]
    /// Rows whose inputs equal an earlier row's, bit for bit.
    public let duplicateRows: Int
    /// How often the most frequent input occurs.
    public let mostFrequentRow: Int
    /// By label, in ascending order, wrong ones included; empty for values.
    public let labelCounts: [LabelCount]

    /// Reads all rows of `data` three times.
    public init(of data: Dataset) {
        rows = data.count
        columns = ColumnStatistics.columns(of: data)
        var index = RowIndex(data)
        var occurrences = [Int](repeating: 0, count: data.count)
        for row in 0..<data.count { occurrences[index.insert(row)] += 1 }
        duplicateRows = data.count - occurrences.lazy.filter { $0 > 0 }.count
        mostFrequentRow = occurrences.max() ?? 0
        labelCounts = Self.labelCounts(of: data.targets)
    }

    /// The share of rows that equal an earlier one.
    public var duplicateShare: Double { rows == 0 ? 0 : Double(duplicateRows) / Double(rows) }

    private static func labelCounts(of targets: Targets) -> [LabelCount] {
        guard case .classes(let labels, _) = targets else { return [] }
        var counts: [Int32: Int] = [:]
        for label in labels where label != Targets.noLabel { counts[label, default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }.map { LabelCount(label: $0.key, count: $0.value) }
    }
}

extension Dataset {
    /// Returns the rows whose inputs occur in `other` too, bit for bit: held-out rows among those
    /// trained on are a leak.
    public func rowsShared(with other: Dataset) -> [Int] {
        guard inputShape == other.inputShape else { return [] }
        var index = RowIndex(other)
        for row in 0..<other.count { _ = index.insert(row) }
        return (0..<count).filter { index.contains(input(at: $0)) }
    }
}
