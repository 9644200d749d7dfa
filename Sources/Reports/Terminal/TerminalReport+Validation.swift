internal import Jobs

extension TerminalReport {
    /// Returns the heading, the five-column validation report, the trials and the summary.
    public func validation(_ report: Report) -> String {
        var parts = [heading(report.run)]
        if !report.findings.isEmpty { parts.append(validationTable(report)) }
        if report.run.search != nil { parts.append(trials(report)) }
        parts.append(summary(report))
        return parts.joined(separator: "\n\n")
    }

    /// A row takes as many lines as its longest cell.
    private func validationTable(_ report: Report) -> String {
        let rows = ValidationRow.all(report)
        let names = rows.map { TextWidth.of(PrintableText.line($0.finding.check)) }.max() ?? 0
        let first = max(5, min(names + 2, (width - 17) / 3))
        let rest = (width - 8 - 8 - first) / 3
        let widths = [first, rest, rest, width - 8 - 8 - first - 2 * rest, 8]
        var lines = lines(ValidationRow.columns, widths)
        lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
        for (index, row) in rows.enumerated() {
            let sign = VerdictSign(row.finding.verdict)
            let cells = [
                "\(sign.sign) \(row.finding.check)", row.finding.verifies, row.finding.expected,
                row.measured, row.verdict,
            ]
            if index > 0 { lines.append("") }
            lines += self.lines(cells, widths)
        }
        return lines.joined(separator: "\n")
    }

    private func lines(_ cells: [String], _ widths: [Int]) -> [String] {
        let broken = zip(cells, widths).map { cell, width in
            wrappedName(PrintableText.line(cell), width: width)
        }
        return (0..<(broken.map(\.count).max() ?? 0)).map { line in
            var text = ""
            var end = 0
            for (column, cell) in broken.enumerated() {
                if line < cell.count, !cell[line].isEmpty {
                    text = TextWidth.padded(text, to: end) + cell[line]
                }
                end += widths[column] + 2
            }
            return text
        }
    }

    /// Lines of words, where a long word such as a check's name is broken behind its hyphens.
    private func wrappedName(_ text: String, width: Int) -> [String] {
        let words = text.split(separator: " ").flatMap { word -> [String] in
            guard TextWidth.of(String(word)) > width - 2 else { return [String(word)] }
            var pieces = [""]
            for part in word.split(separator: "-", omittingEmptySubsequences: false) {
                let piece = pieces[pieces.count - 1].isEmpty ? part : "-\(part)"
                if TextWidth.of(pieces[pieces.count - 1] + piece) > width - 2,
                    !pieces[pieces.count - 1].isEmpty
                {
                    pieces[pieces.count - 1] += "-"
                    pieces.append(String(part))
                } else {
                    pieces[pieces.count - 1] += piece
                }
            }
            return pieces
        }
        return TextWidth.wrapped(words.joined(separator: " "), width: width)
    }
}
