internal import Datasets
internal import Jobs

/// Values of one column that are NaN, infinite or missing.
struct BrokenValues {
    let column: String
    let count: Int
    let rows: String
    let firstRow: Int

    var words: String { "\(count) in \(column), first in \(rows) row \(firstRow)" }

    static func inputs(_ data: Dataset, _ scan: DataScan, _ rows: String) -> [BrokenValues] {
        scan.columns.enumerated().compactMap { column, found in
            found.firstBrokenRow.map {
                BrokenValues(
                    column: data.columnName(column), count: found.brokenCount, rows: rows,
                    firstRow: $0)
            }
        }
    }

    static func targets(_ data: Dataset, _ rows: String) -> [BrokenValues] {
        guard case .values(let values, let width) = data.targets else { return [] }
        var counts = [Int](repeating: 0, count: width)
        var firsts = [Int?](repeating: nil, count: width)
        for (index, value) in values.enumerated() where !value.isFinite {
            counts[index % width] += 1
            firsts[index % width] = firsts[index % width] ?? index / width
        }
        return (0..<width).compactMap { column in
            firsts[column].map {
                BrokenValues(
                    column: width == 1 ? "the target" : "target \(column)",
                    count: counts[column], rows: rows, firstRow: $0)
            }
        }
    }

    static func table(_ broken: [BrokenValues]) -> Table {
        Table(
            name: "values not finite", columns: ["column", "rows", "count", "first row"],
            rows: broken.prefix(100).map { [$0.column, $0.rows, "\($0.count)", "\($0.firstRow)"] })
    }
}
