internal import Datasets
internal import Jobs

/// One column of a log, where it says something, over epochs or steps.
package struct HistorySeries: Sendable {
    /// The column's name.
    package let name: String
    /// What ``x`` counts: the name of a column, or `row`.
    package let axis: String
    package private(set) var x: [Double] = []
    package private(set) var y: [Double] = []
    /// The indices of the rows in the log.
    package private(set) var rows: [Int] = []
    /// The indices of rows from which on the log starts anew, as of a training that was resumed.
    package private(set) var restarts: [Int] = []

    /// - Parameter name: of a column of the table.
    init(_ name: String, of table: LoggedTable) {
        self.name = name
        let values = table[name]?.cells.map(\.number) ?? []
        let blanks = Self.regularBlanks(values)
        var rows: [Int] = []
        for (row, value) in values.enumerated() {
            guard let value, !(blanks && value.isNaN) else { continue }
            rows.append(row)
        }
        (axis, x, rows, restarts) = Self.axis(of: rows, in: table)
        self.rows = rows
        y = rows.map { values[$0] ?? .nan }
    }

    package var count: Int { y.count }

    /// The finite values alone.
    var finite: HistorySeries {
        var series = self
        let kept = y.indices.filter { y[$0].isFinite }
        series.x = kept.map { x[$0] }
        series.y = kept.map { y[$0] }
        series.rows = kept.map { rows[$0] }
        return series
    }

    /// Where a value stands, such as `epoch 12`.
    func position(_ index: Int) -> String { "\(axis) \(Figure.text(x[index]))" }

    /// Whether NaN only stands for what was not asked, as in rows between two validations: it comes
    /// and goes, at least in every third row, and stays away no longer at the end.
    private static func regularBlanks(_ values: [Double?]) -> Bool {
        let numbers = values.compactMap { $0 }
        guard numbers.count(where: \.isNaN) * 3 >= numbers.count else { return false }
        var lengths: [Int] = []
        var current = 0
        for value in numbers {
            if value.isNaN {
                current += 1
            } else {
                if current > 0 { lengths.append(current) }
                current = 0
            }
        }
        return lengths.count > 1 && current <= (lengths.max() ?? 0)
    }

    /// The axis of some rows: epochs where those grow from row to row, else steps, else the rows'
    /// own numbers. A log that goes back is one that was started anew: what it repeats counts.
    private static func axis(
        of rows: [Int], in table: LoggedTable
    ) -> (name: String, x: [Double], rows: [Int], restarts: [Int]) {
        for kind in [ColumnName.Kind.epoch, .step] {
            for column in table.columns where ColumnName(column.name).kind == kind {
                let values = rows.map { column.cells[$0].number ?? .nan }
                guard values.allSatisfy(\.isFinite), values.count > 0 else { continue }
                let falls = (1..<max(values.count, 1)).filter { values[$0] < values[$0 - 1] }
                let ties = (1..<max(values.count, 1)).contains { values[$0] == values[$0 - 1] }
                // Batches count anew in each epoch.
                if ties || falls.count > (kind == .epoch ? values.count / 3 : 3) { continue }
                let kept = spliced(values)
                return (
                    kind == .epoch ? "epoch" : "step", kept.map { values[$0] },
                    kept.map { rows[$0] }, falls.map { rows[$0] }
                )
            }
        }
        return ("row", rows.map { Double($0 + 1) }, rows, [])
    }

    /// The indices that stay where a later value takes the place of all from its own on.
    private static func spliced(_ values: [Double]) -> [Int] {
        var kept: [Int] = []
        for index in values.indices {
            while let last = kept.last, values[last] >= values[index] { kept.removeLast() }
            kept.append(index)
        }
        return kept
    }
}
