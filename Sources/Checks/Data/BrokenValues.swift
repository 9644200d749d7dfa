internal import Datasets
internal import Jobs

/// Values of one column that are NaN, infinite or missing.
struct BrokenValues {
    let column: String
    let count: Int
    let rows: String
    let firstRow: Int
    /// The first line of the file with one; nil where the file has none.
    let firstLine: Int?

    var words: String {
        "\(count) in \(column), first in "
            + (firstLine.map { "line \($0)" } ?? "\(rows) row \(firstRow)")
    }

    static func inputs(_ data: Dataset, _ scan: DataScan, _ rows: String) -> [BrokenValues] {
        let isBroken = scan.columns.contains { $0.firstBrokenRow != nil }
        let lines = isBroken ? firstLines(data) : [:]
        return scan.columns.enumerated().compactMap { column, found in
            found.firstBrokenRow.map {
                BrokenValues(
                    column: data.columnName(column), count: found.brokenCount, rows: rows,
                    firstRow: $0, firstLine: lines[column])
            }
        }
    }

    /// By column the first line with such a value: rows of a split stand in another order.
    private static func firstLines(_ data: Dataset) -> [Int: Int] {
        guard data.line(ofRow: 0) != nil else { return [:] }
        var found: [Int: Int] = [:]
        data.forEachBlock { rows, inputs in
            for (index, value) in inputs.enumerated() where !value.isFinite {
                guard let line = data.line(ofRow: rows.lowerBound + index / data.inputSize) else {
                    continue
                }
                let column = index % data.columnCount
                found[column] = min(found[column] ?? .max, line)
            }
        }
        return found
    }

    static func targets(_ data: Dataset, _ rows: String) -> [BrokenValues] {
        guard case .values(let values, let width) = data.targets else { return [] }
        var counts = [Int](repeating: 0, count: width)
        var firsts = [Int?](repeating: nil, count: width)
        var lines = [Int?](repeating: nil, count: width)
        for (index, value) in values.enumerated() where !value.isFinite {
            counts[index % width] += 1
            firsts[index % width] = firsts[index % width] ?? index / width
            let line = data.line(ofRow: index / width) ?? .max
            lines[index % width] = min(lines[index % width] ?? .max, line)
        }
        return (0..<width).compactMap { column in
            firsts[column].map {
                BrokenValues(
                    column: width == 1 ? "the target" : "target \(column)",
                    count: counts[column], rows: rows, firstRow: $0,
                    firstLine: lines[column].flatMap { $0 == .max ? nil : $0 })
            }
        }
    }

    static func table(_ broken: [BrokenValues]) -> Table {
        Table(
            name: "values not finite", columns: ["column", "rows", "count", "first row", "line"],
            rows: broken.prefix(100).map {
                [
                    $0.column, $0.rows, "\($0.count)", "\($0.firstRow)",
                    $0.firstLine.map(String.init) ?? "",
                ]
            })
    }
}
