internal import Foundation
internal import Jobs

/// JUnit's XML, as Jenkins and GitLab read it: a test case for each check, and for each trial.
///
/// A warning passes, with its words in `system-out`, unless warnings count as failures; so does an
/// accepted finding.
public enum JUnitReport {
    private struct Case {
        enum End {
            case passed
            case failure(String)
            case error(String)
            case skipped(String)
        }

        var name: String
        var end: End
        /// What is to be read of it.
        var words: String
        var seconds: Double?
    }

    /// Returns the document, its last line ended.
    ///
    /// - Parameter execution: gives the cases of checks with a job of their own their times.
    public static func text(_ report: Report, execution: ExecutionReport? = nil) -> String {
        let seconds = Dictionary(
            (execution?.jobs ?? []).map { ($0.name, $0.seconds) },
            uniquingKeysWith: { first, _ in first })
        var cases =
            ValidationRow.all(report).map { self.case($0, report.rules) }
            + report.trials.sorted { $0.index < $1.index }.map(self.case)
        for index in cases.indices {
            cases[index].seconds = (seconds[cases[index].name] ?? nil)
        }
        let name = attribute("preflight \(report.run.kind.rawValue) \(report.run.experiment)")
        let counts = self.counts(cases, seconds: execution?.wallSeconds)
        let suite = attribute("preflight.\(report.run.experiment)")
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\(name)\(counts)>")
        lines.append("  <testsuite name=\(name)\(counts)>")
        lines += cases.flatMap { self.lines(of: $0, suite: suite) }
        lines.append("    <system-out>\(element(report.summary.verdict))</system-out>")
        lines += ["  </testsuite>", "</testsuites>", ""]
        return lines.joined(separator: "\n")
    }

    private static func `case`(_ row: ValidationRow, _ rules: ReportRules) -> Case {
        let finding = row.finding
        let words = [
            row.accepted.map { "Accepted: \($0)" } ?? "", finding.evidence, finding.advice,
            finding.verifies.isEmpty ? "" : "Verifies: \(finding.verifies)",
            finding.expected.isEmpty ? "" : "Expected: \(finding.expected)",
            row.figures.isEmpty ? "" : "Measured: \(row.figures)", "Verdict: \(row.verdict)",
        ].filter { !$0.isEmpty }.joined(separator: "\n")
        let end: Case.End =
            switch finding.verdict {
            case .error: .error(finding.evidence)
            case .skipped: .skipped(finding.evidence)
            default: rules.fails(finding) ? .failure(finding.evidence) : .passed
            }
        return Case(name: finding.check, end: end, words: words)
    }

    private static func `case`(_ trial: ReportedTrial) -> Case {
        let parameters = trial.parameters.sorted { $0.key < $1.key }
            .map { "\($0.key) \(Figure.text($0.value))" }
        let metrics = trial.metrics.sorted { $0.key < $1.key }
            .map { "\($0.key) \(Figure.text($0.value))" }
        let words = ([trial.state.rawValue, trial.reason] + parameters + metrics)
            .filter { !$0.isEmpty }.joined(separator: "\n")
        let end: Case.End =
            switch trial.state {
            case .completed, .infeasible: .passed
            case .failed: .error(trial.reason)
            case .cancelled: .skipped(trial.reason)
            }
        return Case(name: "trial/\(trial.index)", end: end, words: words)
    }

    private static func counts(_ cases: [Case], seconds: Double?) -> String {
        let failures = cases.count { if case .failure = $0.end { true } else { false } }
        let errors = cases.count { if case .error = $0.end { true } else { false } }
        let skipped = cases.count { if case .skipped = $0.end { true } else { false } }
        return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
            + " skipped=\"\(skipped)\"" + time(seconds)
    }

    private static func lines(of item: Case, suite: String) -> [String] {
        let head =
            "    <testcase classname=\(suite) name=\(attribute(item.name))\(time(item.seconds))>"
        let words = element(item.words)
        let body =
            switch item.end {
            case .passed: "<system-out>\(words)</system-out>"
            case .failure(let why):
                "<failure type=\"failed\" message=\(attribute(why))>\(words)</failure>"
            case .error(let why):
                "<error type=\"error\" message=\(attribute(why))>\(words)</error>"
            case .skipped(let why): "<skipped message=\(attribute(why))/>"
            }
        return [head, "      \(body)", "    </testcase>"]
    }

    private static func time(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite, seconds >= 0 else { return "" }
        let thousandths = Int((min(seconds, 1e9) * 1000).rounded())
        let rest = "\(thousandths % 1000 + 1000)".dropFirst()
        return " time=\"\(thousandths / 1000).\(rest)\""
    }

    private static func attribute(_ text: String) -> String { "\"\(Markup.escape(text))\"" }

    private static func element(_ text: String) -> String {
        PrintableText.lines(text).split(separator: "\n", omittingEmptySubsequences: false)
            .map { Markup.escape(String($0)) }.joined(separator: "\n")
    }
}
