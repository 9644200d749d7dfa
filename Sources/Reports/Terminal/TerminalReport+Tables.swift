public import Jobs

extension TerminalReport {
    /// A ranking shows this many trials; the rest are counted.
    static let rankedRows = 20

    /// Returns a table such as a network's layers, its name above it. One of two columns is a list
    /// of names with what is said of each, which is not cut.
    public func table(_ table: Table) -> String {
        let numeric = Set(
            table.columns.indices.filter { column in
                table.rows.allSatisfy { $0.count > column && Self.isNumber($0[column]) }
            })
        let text = TextTable(
            columns: table.columns, rows: table.rows, numeric: numeric,
            breaksLast: table.columns.count == 2 && !numeric.contains(1))
        let margin = String(repeating: " ", count: 2)
        let name = Ink.bold(
            TextWidth.cut(PrintableText.line(table.name), to: width - 2), when: isTerminal)
        return ([name] + text.lines(width: width - 2)).map { margin + $0 }.joined(separator: "\n")
    }

    /// Returns the ranked trials, the count of the rest, the curve of the best so far, and the
    /// repeats. The file's own defaults are shown wherever they rank.
    public func trials(_ report: Report) -> String {
        guard let search = report.run.search, !report.trials.isEmpty else {
            return "No trial ended."
        }
        let names = Set(report.trials.flatMap(\.parameters.keys)).sorted()
        let leading = report.trials.prefix(Self.rankedRows)
        let shown =
            leading + report.trials.dropFirst(Self.rankedRows).filter { isDefault($0, search) }
        let isWrong = shown.contains { !$0.findings.isEmpty }
        let table = TextTable(
            columns: ["rank", "trial", search.metric] + names + ["state"]
                + (isWrong ? ["found wrong"] : []),
            rows: shown.map { trial in
                row(trial, search, names: names)
                    + (isWrong ? [trial.findings.map(\.check).joined(separator: ", ")] : [])
            },
            numeric: Set(0..<(3 + names.count)))
        var lines = table.lines(width: width)
        let rest = report.trials.count - shown.count
        if rest > 0 { lines.append("… and \(Plural.count(rest, "more trial"))") }
        if let best = report.summary.best {
            lines += ["", bestSoFar(report.summary.bestSoFar, best: best)]
        }
        if let repeats = report.repeats { lines += self.repeats(repeats, search) }
        return lines.joined(separator: "\n")
    }

    private func isDefault(_ trial: ReportedTrial, _ search: ReportedRun.Search) -> Bool {
        trial.index == search.defaultsTrial
    }

    private func row(
        _ trial: ReportedTrial, _ search: ReportedRun.Search, names: [String]
    ) -> [String] {
        let rank = trial.rank.map { "\($0)" } ?? "–"
        let value = trial.metrics[search.metric].map(Figure.text) ?? "–"
        let parameters = names.map { trial.parameters[$0].map(Figure.text) ?? "–" }
        let index = "\(trial.index)" + (isDefault(trial, search) ? " (defaults)" : "")
        return [rank, index, value] + parameters + [trial.state.rawValue]
    }

    private func repeats(_ repeats: ReportedRepeats, _ search: ReportedRun.Search) -> [String] {
        guard let count = search.repeats, !repeats.trials.isEmpty else { return [] }
        let words = RepeatTable(repeats, count: count, metric: search.metric)
        let table = TextTable(
            columns: RepeatTable.columns, rows: words.rows, numeric: RepeatTable.numeric)
        return ["", words.title, ""] + table.lines(width: width)
    }

    private func bestSoFar(
        _ curve: [ReportSummary.Leader], best: ReportSummary.Leader
    ) -> String {
        let words = ("best so far ", " \(Figure.text(best.value)) (trial \(best.trial))")
        let room = width - TextWidth.of(words.0) - TextWidth.of(words.1)
        let line = Sparkline.text(curve.map(\.value), width: min(40, max(4, room)))
        return words.0 + line + words.1
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty
            && text.allSatisfy { $0.isASCII && $0.isNumber || ".,-+e%–×".contains($0) }
    }
}
