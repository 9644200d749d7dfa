internal import Jobs

extension TerminalReport {
    /// Returns the diagnostic summary: the verdict, then what is wrong with what to try, most
    /// severe first, then the counts.
    public func summary(_ report: Report) -> String {
        let summary = report.summary
        let verdict = TextWidth.wrapped(PrintableText.line(summary.verdict), width: width)
        var lines = [Ink.dim(String(repeating: "─", count: width), when: isTerminal)]
        lines += verdict.map { Ink.bold($0, when: isTerminal) }
        for problem in summary.problems {
            let sign = VerdictSign(problem.verdict)
            let name = TextWidth.cut(PrintableText.line(problem.check), to: width - 2)
            lines += ["", sign.ink("\(sign.sign) \(name)", when: isTerminal)]
            lines += block(problem.evidence, mark: "", indent: 2)
            lines += block(problem.advice, mark: "→ ", indent: 2)
        }
        let counts = self.counts(summary)
        if !counts.isEmpty { lines += [""] + counts }
        return lines.joined(separator: "\n")
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
