internal import Jobs

/// A whole run in one sentence.
enum VerdictSentence {
    /// - Parameter findings: without the accepted ones.
    static func make(of findings: [Finding], summary: ReportSummary, run: ReportedRun) -> String {
        var sentences = [String]()
        if summary.findings.total > 0 || run.search == nil {
            sentences.append(checks(findings, summary))
            sentences += explanations(summary) + acceptance(summary)
            sentences += rules(run.rules, findings)
        }
        if let search = run.search, let counts = summary.trials {
            sentences.append(trials(counts, best: summary.best, metric: search.metric))
        }
        return sentences.joined(separator: " ")
    }

    private static func checks(_ findings: [Finding], _ summary: ReportSummary) -> String {
        let counts = summary.findings
        guard counts.total > 0 else { return "No check was asked for." }
        let warned = findings.count { $0.verdict == .warned }
        let clauses = [
            (Finding.Verdict.failed, "failed"), (.error, "could not be carried out"),
            (.warned, warned == 1 ? "warns" : "warn"),
        ]
        var parts = [String]()
        for (verdict, verb) in clauses {
            let names = findings.filter { $0.verdict == verdict }.map(\.check)
            guard !names.isEmpty else { continue }
            let whole = parts.isEmpty ? " of \(Plural.count(counts.total, "check"))" : ""
            parts.append("\(names.count)\(whole) \(verb) (\(list(names)))")
        }
        if !parts.isEmpty {
            let isOnlyWarned = !findings.contains { [.failed, .error].contains($0.verdict) }
            let head = isOnlyWarned && summary.accepted.isEmpty ? "No check failed; " : ""
            return head + parts.joined(separator: "; ") + "."
        }
        return passed(findings, counts, hasAccepted: !summary.accepted.isEmpty)
    }

    private static func passed(
        _ findings: [Finding], _ counts: ReportSummary.FindingCounts, hasAccepted: Bool
    ) -> String {
        if hasAccepted {
            return "\(counts.passed) of \(Plural.count(counts.total, "check")) passed."
        }
        guard counts.passed > 0 else { return "No check could be applied: all were skipped." }
        if counts.skipped > 0 {
            return "All \(Plural.count(counts.passed, "check")) that ran passed; "
                + "\(counts.skipped) \(counts.skipped == 1 ? "was" : "were") skipped."
        }
        // A finding that expects nothing states something and judges nothing.
        if let only = findings.first, findings.count == 1, only.expected.isEmpty {
            return "\(only.evidence)."
        }
        return counts.passed == 1 ? "The check passed." : "All \(counts.passed) checks passed."
    }

    private static func acceptance(_ summary: ReportSummary) -> [String] {
        let names = summary.accepted.map(\.check)
        if names.isEmpty { return [] }
        let verb = names.count == 1 ? "is" : "are"
        return ["\(Plural.count(names.count, "known finding")) \(verb) accepted (\(list(names)))."]
    }

    private static func rules(_ rules: ReportRules, _ findings: [Finding]) -> [String] {
        var sentences = [String]()
        if rules.isStrict, findings.contains(where: { $0.verdict == .warned }) {
            sentences.append("Warnings count as failures.")
        }
        if rules.stopsAtFirst, findings.contains(where: rules.fails) {
            sentences.append("The run was stopped at the first failure.")
        }
        return sentences
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
