public import Jobs

/// A report in words for a terminal: pure functions to text without a line end at its end.
public struct TerminalReport: Hashable, Sendable {
    /// The columns that lines may take, at least 40.
    public var width: Int
    /// Whether to colour; only a terminal can show it.
    public var isTerminal: Bool

    public init(width: Int = 80, isTerminal: Bool = false) {
        self.width = max(width, 40)
        self.isTerminal = isTerminal
    }

    /// Returns a finding as it comes in: sign, check and evidence, its tables, and under what
    /// failed what to try.
    public func finding(_ finding: Finding) -> String {
        let sign = VerdictSign(finding.verdict)
        var lines = entry(
            sign: sign, name: finding.check, text: finding.evidence,
            dim: finding.verdict == .skipped)
        if finding.verdict == .failed || finding.verdict == .error {
            lines += block(finding.advice, mark: "→ ", indent: indent)
        }
        for table in finding.tables { lines += ["", self.table(table)] }
        if !finding.tables.isEmpty { lines.append("") }
        return lines.joined(separator: "\n")
    }

    /// Returns a trial as it comes in: sign, number, metric and parameters, or why it ended.
    public func trial(_ trial: ReportedTrial, metric: String) -> String {
        var parts = [String]()
        if trial.state == .completed {
            let value = trial.metrics[metric].map(Figure.text) ?? "missing"
            parts.append("\(metric) \(value)")
        } else {
            parts.append("\(trial.state.rawValue): \(trial.reason)")
        }
        parts += trial.parameters.sorted { $0.key < $1.key }.map {
            "\($0.key) \(Figure.text($0.value))"
        }
        return entry(
            sign: VerdictSign(trial.state), name: "trial \(trial.index)",
            text: parts.joined(separator: " · "), dim: trial.state == .cancelled
        ).joined(separator: "\n")
    }

    /// Returns the whole report: findings, trials and, at the end where people look first, the
    /// summary.
    public func document(_ report: Report) -> String {
        var parts = [heading(report.run)]
        if !report.findings.isEmpty {
            parts.append(report.findings.map(finding).joined(separator: "\n"))
        }
        if report.run.search != nil { parts.append(trials(report)) }
        parts.append(summary(report))
        return parts.joined(separator: "\n\n")
    }

    func heading(_ run: ReportedRun) -> String {
        let title = "preflight \(run.kind.rawValue) \(PrintableText.line(run.experiment))"
        let facts = "seed \(run.seed) · \(run.numerics) · version \(run.version)"
        let words = TextWidth.wrapped(title, width: width).map { Ink.bold($0, when: isTerminal) }
        return
            (words
            + TextWidth.wrapped(PrintableText.line(facts), width: width).map {
                Ink.dim($0, when: isTerminal)
            })
            .joined(separator: "\n")
    }
}

extension TerminalReport {
    /// The column in which evidence starts.
    var indent: Int { min(26, width / 3) }

    /// One line of sign, name and text; more where the text needs them.
    func entry(sign: VerdictSign, name: String, text: String, dim: Bool) -> [String] {
        let name = PrintableText.line(name)
        let text = TextWidth.wrapped(PrintableText.line(text), width: width - indent)
        let head = sign.ink(sign.sign, when: isTerminal) + " "
        let margin = String(repeating: " ", count: indent)
        func shade(_ line: String) -> String { dim ? Ink.dim(line, when: isTerminal) : line }
        guard TextWidth.of(name) + 4 <= indent else {
            let alone = head + TextWidth.cut(name, to: width - 2)
            return [alone] + text.filter { !$0.isEmpty }.map { margin + shade($0) }
        }
        let start = head + TextWidth.padded(name, to: indent - 2)
        guard let first = text.first, !first.isEmpty else { return [head + name] }
        return [start + shade(first)] + text.dropFirst().map { margin + shade($0) }
    }

    /// Words in a block of their own behind a mark; nothing where there are none.
    func block(_ text: String, mark: String, indent: Int) -> [String] {
        guard !text.isEmpty else { return [] }
        let inner = width - indent - TextWidth.of(mark)
        let rest = String(repeating: " ", count: indent + TextWidth.of(mark))
        return TextWidth.wrapped(PrintableText.lines(text), width: inner).enumerated().map {
            index, line in
            index == 0 ? String(repeating: " ", count: indent) + mark + line : rest + line
        }
    }
}
