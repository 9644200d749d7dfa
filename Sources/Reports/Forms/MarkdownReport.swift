internal import Jobs

/// Markdown for a pull request: the diagnosis, and behind folds the five-column validation report
/// or the ranked trials. Any renderer of GitHub's dialect shows it.
public enum MarkdownReport {
    /// A ranking shows this many trials.
    private static let rankedRows = 20

    /// Returns the page, its last line ended.
    public static func text(_ report: Report) -> String {
        let run = report.run
        var parts = ["## Preflight \(run.kind.rawValue) of \(plain(run.experiment))"]
        parts.append("**\(prose(report.summary.verdict))**")
        if !report.summary.problems.isEmpty { parts.append(problems(report)) }
        if !report.summary.accepted.isEmpty {
            let rows = report.summary.accepted.map {
                "- \(sign($0.verdict)) \(plain($0.check)) \($0.verdict.rawValue): \(prose($0.why))"
            }
            parts.append("Known and accepted:\n\n" + rows.joined(separator: "\n"))
        }
        if !report.findings.isEmpty {
            parts.append(
                fold(
                    "Validation report: \(Plural.count(report.findings.count, "check"))",
                    validation(report)))
        }
        if let search = run.search, !report.trials.isEmpty {
            parts.append(fold("Ranked trials", trials(report, search)))
        }
        parts.append(
            "Seed \(run.seed), numerics \(plain(run.numerics)), "
                + "version \(plain(run.version)).")
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func problems(_ report: Report) -> String {
        report.summary.problems.map { problem in
            let name = "\(sign(problem.verdict)) **\(plain(problem.check))**"
            let causes = report.summary.causes(of: problem)
            if !causes.isEmpty { return "- \(name): see \(Plural.list(causes.map(plain)))" }
            var lines = ["- \(name): \(prose(problem.evidence))"]
            if !problem.explains.isEmpty {
                lines.append("Explains \(Plural.list(problem.explains.map(plain))).")
            }
            if !problem.advice.isEmpty { lines.append("*What to try:* \(prose(problem.advice))") }
            return lines.joined(separator: "  \n  ")
        }.joined(separator: "\n")
    }

    private static func validation(_ report: Report) -> String {
        let rows = ValidationRow.all(report).map { row in
            let finding = row.finding
            let measured = [row.figures, finding.evidence].filter { !$0.isEmpty }
            let verdict = [row.verdict, row.accepted ?? ""].filter { !$0.isEmpty }
            return [
                plain(finding.check), prose(finding.verifies), prose(finding.expected),
                measured.map(prose).joined(separator: "<br>"),
                "\(sign(finding.verdict)) " + verdict.map(prose).joined(separator: "<br>"),
            ]
        }
        return table(ValidationRow.columns.map { $0.prefix(1).uppercased() + $0.dropFirst() }, rows)
    }

    private static func trials(_ report: Report, _ search: ReportedRun.Search) -> String {
        let names = Set(report.trials.flatMap(\.parameters.keys)).sorted()
        let isWrong = report.trials.prefix(rankedRows).contains { !$0.findings.isEmpty }
        let rows = report.trials.prefix(rankedRows).map { trial in
            let index =
                "\(trial.index)" + (trial.index == search.defaultsTrial ? " (defaults)" : "")
            let first = [trial.rank.map { "\($0)" } ?? "–", index]
            let value = trial.metrics[search.metric].map(Figure.text) ?? "–"
            let parameters = names.map { trial.parameters[$0].map(Figure.text) ?? "–" }
            let wrong = trial.findings.map { "\(plain($0.check)): \(prose($0.evidence))" }
            return (first + [value] + parameters + [trial.state.rawValue]).map(plain)
                + (isWrong ? [wrong.joined(separator: "<br>")] : [])
        }
        let rest = report.trials.count - rows.count
        let columns = ["Rank", "Trial", search.metric] + names + ["State"]
        return table(columns.map(plain) + (isWrong ? ["Found wrong"] : []), rows)
            + (rest > 0 ? "\n\nand \(Plural.count(rest, "more trial"))" : "")
    }

    private static func table(_ columns: [String], _ rows: [[String]]) -> String {
        let all = [columns, columns.map { _ in "---" }] + rows
        return all.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    private static func fold(_ title: String, _ body: String) -> String {
        "<details>\n<summary>\(title)</summary>\n\n\(body)\n\n</details>"
    }

    private static func sign(_ verdict: Finding.Verdict) -> String {
        switch verdict {
        case .passed: "✅"
        case .warned: "⚠️"
        case .failed: "❌"
        case .skipped: "➖"
        case .error: "❔"
        }
    }

    /// Words in which what stands between backticks stays code.
    private static func prose(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return plain(text) }
        return parts.enumerated().map { index, part in
            if index % 2 == 0 { return plain(String(part)) }
            return "<code>\(plain(String(part)))</code>"
        }.joined()
    }

    /// Words in which no character means anything to Markdown or HTML: letters, digits and harmless
    /// marks stay, all others are written as their number.
    private static func plain(_ text: String) -> String {
        var result = ""
        for scalar in PrintableText.line(text).unicodeScalars {
            if "\\`*_{}[]<>#|~@&!$".unicodeScalars.contains(scalar) {
                result += "&#\(scalar.value);"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
