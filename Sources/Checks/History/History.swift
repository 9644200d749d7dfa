package import Datasets
internal import Experiments
internal import Jobs

/// What a log says of one training.
package struct History: Sendable {
    /// The file's name.
    package let name: String
    /// The lowest loss that can be had; nil where nobody knows.
    package let floor: Double?
    private let table: LoggedTable
    private let series: [HistoryRole: HistorySeries]
    /// The learning rate at each row; nil where none was logged.
    private let rates: [Double]?

    /// - Parameters:
    ///   - given: the columns that people named.
    ///   - floor: the lowest loss that can be had.
    /// - Throws: `CheckError` where columns are not recognised, or a number is none.
    package init(
        _ table: LoggedTable, given: [HistoryRole: String] = [:], floor: Double? = nil
    ) throws(CheckError) {
        let columns = try HistoryColumns(of: table, given: given)
        name = table.name
        self.table = table
        self.floor = floor
        var series: [HistoryRole: HistorySeries] = [:]
        for (role, column) in columns.names {
            if let index = table[column]?.cells.firstIndex(where: { $0.word != nil }) {
                let word = table[column]?.cells[index].word ?? ""
                throw CheckError(
                    "\(table.name), \(table.noun) \(table.origins[index]), column \(column): found "
                        + "\(String(word.prefix(40)).debugDescription), expected a number")
            }
            series[role] = HistorySeries(column, of: table)
        }
        self.series = series
        rates = series[.rate].flatMap { Self.spread($0.finite, over: table.rowCount) }
    }

    /// The values of a series at all rows: each from its own row to that of the next.
    private static func spread(_ series: HistorySeries, over count: Int) -> [Double]? {
        guard var value = series.y.first else { return nil }
        var spread = [Double](repeating: value, count: count)
        var next = 0
        for row in 0..<count {
            while next < series.count, series.rows[next] <= row {
                value = series.y[next]
                next += 1
            }
            spread[row] = value
        }
        return spread
    }

    package subscript(role: HistoryRole) -> HistorySeries? { series[role] }

    /// The losses that were trained on; those of validation where no others were logged.
    package var loss: HistorySeries {
        series[.loss] ?? series[.validationLoss] ?? HistorySeries("", of: table)
    }

    /// Validation losses beside those of training.
    var validation: HistorySeries? { series[.loss] == nil ? nil : series[.validationLoss] }

    /// Where a row of the log stands, such as `line 14`.
    func origin(_ row: Int) -> String { "\(table.noun) \(table.origins[row])" }

    /// How many rows the log has.
    var rowCount: Int { table.rowCount }

    /// The learning rate at a row: the last that was logged before or there.
    func rate(at row: Int) -> Double? { rates?[row] }

    /// The best score that was logged, as a share of what can be reached; nil where none was, or
    /// where its scale is not known.
    var bestScore: Double? {
        let values = [HistoryRole.validationScore, .score].compactMap { series[$0]?.finite }
        guard let scores = values.first, let most = scores.y.max() else { return nil }
        let share = most > 1.5 && most <= 100 ? most / 100 : most
        guard share <= 1.0001 else { return nil }
        return ColumnName.words(of: scores.name).contains { $0 == "auc" || $0 == "auroc" }
            ? 2 * share - 1 : share
    }

    /// The curves of some roles, thinned to what a chart shows.
    func curves(_ roles: [HistoryRole], prefix: String = "") -> [Series] {
        roles.compactMap { role in
            guard let series = series[role], series.count > 1 else { return nil }
            let label =
                switch role {
                case .loss, .validationLoss: "loss"
                case .score, .validationScore: "score"
                case .rate: "learning rate"
                case .norm: "gradient norm"
                }
            let (x, y) = series.thinned(to: 200)
            return Series(
                name: prefix + role.words, kind: .line, xLabel: series.axis, yLabel: label, x: x,
                y: y)
        }
    }

    /// Each series with what its column was taken for, to be drawn in lines of words.
    package var sketches: [(words: String, values: [Double])] {
        HistoryRole.allCases.compactMap { role in
            series[role].map { ("\(role.words) (\($0.name))", $0.thinned(to: 200).y) }
        }
    }

    /// What was read: a row of words for each role.
    var account: [[String]] {
        HistoryRole.allCases.compactMap { role in
            guard let series = series[role], let first = series.y.first, let last = series.y.last
            else { return nil }
            return [
                name, series.name, role.words, "\(series.count)", Figure.text(first),
                Figure.text(last),
            ]
        }
    }
}

extension HistorySeries {
    /// The means of at most `most` stretches of equal length.
    func thinned(to most: Int) -> (x: [Double], y: [Double]) {
        guard count > most else { return (x, y) }
        let bounds = (0...most).map { $0 * count / most }
        let stretches = zip(bounds, bounds.dropFirst()).map { $0..<$1 }
        return (
            stretches.map { x[$0.upperBound - 1] },
            stretches.map { Statistics.mean(y[$0]) }
        )
    }
}
