internal import Jobs

extension TerminalReport {
    /// Returns the diagnostic summary: the verdict, then what is wrong with what to try, causes
    /// before their symptoms, then the counts.
    public func summary(_ report: Report) -> String {
        let summary = report.summary
        let verdict = TextWidth.wrapped(PrintableText.line(summary.verdict), width: width)
        var lines = [Ink.dim(String(repeating: "─", count: width), when: isTerminal)]
        lines += verdict.map { Ink.bold($0, when: isTerminal) }
        var wasSymptom = false
        for problem in summary.problems {
            let causes = summary.causes(of: problem)
            if causes.isEmpty || !wasSymptom { lines.append("") }
            wasSymptom = !causes.isEmpty
            lines += causes.isEmpty ? cause(problem) : symptom(problem, of: causes)
        }
        if !summary.accepted.isEmpty {
            lines += ["", "accepted:"] + summary.accepted.flatMap(accepted)
        }
        let counts = self.counts(summary)
        if !counts.isEmpty { lines += [""] + counts }
        return lines.joined(separator: "\n")
    }

    private func cause(_ problem: ReportSummary.Problem) -> [String] {
        let sign = VerdictSign(problem.verdict)
        let name = TextWidth.cut(PrintableText.line(problem.check), to: width - 2)
        let explained =
            problem.explains.isEmpty ? "" : "explains \(Plural.list(problem.explains))"
        return [sign.ink("\(sign.sign) \(name)", when: isTerminal)]
            + block(problem.evidence, mark: "", indent: 2)
            + block(explained, mark: "⇒ ", indent: 2) + block(problem.advice, mark: "→ ", indent: 2)
    }

    /// A known finding and why it is accepted.
    private func accepted(_ finding: ReportSummary.Accepted) -> [String] {
        entry(
            sign: VerdictSign(finding.verdict), name: finding.check,
            text: "\(finding.verdict.rawValue): \(finding.why)", dim: true)
    }

    /// A line: what was seen stands among the findings, and what to try is said of the cause.
    private func symptom(_ problem: ReportSummary.Problem, of causes: [String]) -> [String] {
        entry(
            sign: VerdictSign(problem.verdict), name: problem.check,
            text: "see \(Plural.list(causes))", dim: true)
    }

    private func counts(_ summary: ReportSummary) -> [String] {
        let findings = summary.findings
        var parts: [(Int, String, VerdictSign)] = [
            (findings.passed, "passed", VerdictSign(Finding.Verdict.passed)),
            (findings.warned, "warned", VerdictSign(.warned)),
            (findings.failed, "failed", VerdictSign(Finding.Verdict.failed)),
            (findings.skipped, "skipped", VerdictSign(.skipped)),
            (findings.error, "error", VerdictSign(.error)),
        ]
        if let trials = summary.trials {
            parts += [
                (trials.completed, "completed", VerdictSign(.completed)),
                (trials.infeasible, "infeasible", VerdictSign(.infeasible)),
                (trials.failed, "failed", VerdictSign(ReportedTrial.State.failed)),
                (trials.cancelled, "cancelled", VerdictSign(.cancelled)),
            ]
        }
        var lines = [(text: "", width: 0)]
        for (count, name, sign) in parts where count > 0 {
            let words = "\(sign.sign) \(count) \(name)"
            if lines[lines.count - 1].width + 2 + words.count > width { lines.append(("", 0)) }
            let gap = lines[lines.count - 1].width == 0 ? "" : "  "
            lines[lines.count - 1].text += gap + sign.ink(words, when: isTerminal)
            lines[lines.count - 1].width += gap.count + words.count
        }
        return lines.map(\.text).filter { !$0.isEmpty }
    }
}
