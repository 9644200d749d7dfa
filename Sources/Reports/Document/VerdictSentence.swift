internal import Jobs

/// A whole run in one sentence.
enum VerdictSentence {
    static func make(
        of findings: [Finding], summary: ReportSummary, search: ReportedRun.Search?
    ) -> String {
        var sentences = [String]()
        if !findings.isEmpty || search == nil {
            sentences.append(checks(findings, counts: summary.findings))
            sentences += explanations(summary)
        }
        if let search, let counts = summary.trials {
            sentences.append(trials(counts, best: summary.best, metric: search.metric))
        }
        return sentences.joined(separator: " ")
    }

    private static func checks(
        _ findings: [Finding], counts: ReportSummary.FindingCounts
    ) -> String {
        guard counts.total > 0 else { return "No check was asked for." }
        let clauses = [
            (Finding.Verdict.failed, "failed"), (.error, "could not be carried out"),
            (.warned, counts.warned == 1 ? "warns" : "warn"),
        ]
        var parts = [String]()
        for (verdict, verb) in clauses {
            let names = findings.filter { $0.verdict == verdict }.map(\.check)
            guard !names.isEmpty else { continue }
            let whole = parts.isEmpty ? " of \(Plural.count(counts.total, "check"))" : ""
            parts.append("\(names.count)\(whole) \(verb) (\(list(names)))")
        }
        if !parts.isEmpty {
            let head = counts.failed == 0 && counts.error == 0 ? "No check failed; " : ""
            return head + parts.joined(separator: "; ") + "."
        }
        guard counts.passed > 0 else { return "No check could be applied: all were skipped." }
        if counts.skipped > 0 {
            return "All \(Plural.count(counts.passed, "check")) that ran passed; "
                + "\(counts.skipped) \(counts.skipped == 1 ? "was" : "were") skipped."
        }
        return counts.passed == 1 ? "The check passed." : "All \(counts.passed) checks passed."
    }

    /// What the first causes explain.
    private static func explanations(_ summary: ReportSummary) -> [String] {
        summary.problems.filter { !$0.explains.isEmpty && summary.causes(of: $0).isEmpty }
            .prefix(2).map { "\($0.check) explains \(Plural.list($0.explains))." }
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(4).joined(separator: ", ")
        return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
    }

    private static func trials(
        _ counts: ReportSummary.TrialCounts, best: ReportSummary.Leader?, metric: String
    ) -> String {
        guard counts.ended > 0 else { return "No trial ended." }
        guard let best else {
            return "None of \(Plural.count(counts.ended, "trial")) can be ranked."
        }
        return "Trial \(best.trial) leads \(Plural.count(counts.ranked, "ranked trial")) of "
            + "\(counts.ended) with \(metric) \(Figure.text(best.value))."
    }
}
