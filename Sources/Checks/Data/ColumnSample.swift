internal import Datasets
internal import Randomness

/// The finite values of one column in a sample of training rows, as read and sorted.
struct ColumnSample {
    let column: Int
    /// In ascending order.
    let values: [Double]

    /// Each different value with how often it occurs, in ascending order.
    var counts: [(value: Double, count: Int)] {
        var found: [(value: Double, count: Int)] = []
        for value in values {
            if let last = found.last, last.value == value {
                found[found.count - 1].count += 1
            } else {
                found.append((value, 1))
            }
        }
        return found
    }

    /// The value below which so great a share of all lies.
    func quantile(_ share: Double) -> Double {
        values.isEmpty
            ? .nan : values[min(values.count - 1, Int(share * Double(values.count)))]
    }
}

extension CheckedData {
    /// The columns' values in up to 20,000 training rows, fewer of wide ones.
    var columnSamples: [ColumnSample] {
        scans.columns {
            let rows = sampledRows(20_000, of: training, "columns", values: 2_000_000)
            let columns = training.columnCount
            var values = [[Float]](repeating: [], count: columns)
            for row in rows {
                for (index, value) in training.input(at: row).enumerated()
                where value.isFinite {
                    values[index % columns].append(value)
                }
            }
            return values.enumerated().map { column, values in
                ColumnSample(
                    column: column, values: values.sorted().map { raw($0, column: column) })
            }
        }
    }

    /// Up to `count` rows, in their order, drawn by key: so few that they hold at most so many
    /// values.
    func sampledRows(
        _ count: Int, of data: Dataset, _ purpose: String, values: Int = 1 << 20
    ) -> [Int] {
        let wanted = min(count, max(2, values / data.inputSize))
        guard wanted < data.count else { return Array(0..<data.count) }
        var stream = RandomStream(key(purpose))
        guard data.count > 4 * wanted else {
            return stream.permutation(data.count).prefix(wanted).sorted()
        }
        var rows = Set<Int>()
        while rows.count < wanted { rows.insert(Int(stream.integer(below: UInt64(data.count)))) }
        return rows.sorted()
    }
}
