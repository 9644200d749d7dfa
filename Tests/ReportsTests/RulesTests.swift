import Foundation
import Jobs
import Reports
import SchemaValidation
import Testing

/// Findings that are accepted, warnings that count, and runs that stop at their first failure.
struct RulesTests {
    private let known = ReportRules(accepted: [
        "batch-independence": "contrastive loss", "forward-signal": "a | narrow\nlayer",
        "initial-loss": "passes anyway",
    ])

    private func report(
        _ rules: ReportRules, _ records: [JobRecord] = SampleCheck.records
    ) -> Report {
        Report(
            SampleCheck.submission, numerics: "fused/1", version: "1.0.0", rules: rules,
            records: records)
    }

    @Test func `an accepted finding is no problem, keeps its verdict and tells why`() throws {
        let report = report(known)
        #expect(report.findings == self.report(ReportRules()).findings)
        #expect(report.summary.accepted.map(\.check) == ["forward-signal", "batch-independence"])
        #expect(report.summary.accepted.map(\.verdict) == [.warned, .failed])
        #expect(
            report.summary.problems.map(\.check)
                == ["dead-units", "gradient-check", "learning-rate-range"])
        #expect(
            report.summary.verdict == "1 of 13 checks failed (dead-units); 1 could not be carried "
                + "out (gradient-check); 1 warns (learning-rate-range). 2 known findings are "
                + "accepted (forward-signal, batch-independence).")
        #expect(report.findings.filter(report.rules.fails).map(\.check) == ["dead-units"])
        let text = TerminalReport().document(report)
        #expect(text.contains("✗ batch-independence      failed: contrastive loss"))
        #expect(HTMLReport.page(report).contains("contrastive loss"))
        #expect(
            try SchemaValidator(ReportSchema.report.encoded()).objections(
                to: JSONReport.encode(report)) == [])
    }

    @Test func `where all that is wrong is accepted, nothing fails`() {
        let rules = ReportRules(accepted: ["a": "why"], isStrict: true)
        var submission = SampleCheck.submission
        submission.jobs = [PlannedJob(name: "a", checks: ["a"])]
        let finding = Finding(
            check: "a", verdict: .failed, verifies: "", expected: "", evidence: "seen")
        let report = Report(
            submission, numerics: "", version: "", rules: rules,
            records: [
                JobRecord(job: submission.jobs[0], path: TreePath(0), outcome: .findings([finding]))
            ])
        #expect(
            report.summary.verdict == "0 of 1 check passed. 1 known finding is accepted (a).")
        #expect(report.summary.problems.isEmpty && !report.findings.contains(where: rules.fails))
    }

    @Test func `warnings count where they are to`() {
        let strict = report(ReportRules(isStrict: true))
        #expect(
            strict.findings.filter(strict.rules.fails).map(\.check) == [
                "forward-signal", "batch-independence", "learning-rate-range", "dead-units",
            ])
        #expect(strict.summary.verdict.hasSuffix("Warnings count as failures."))
    }

    @Test func `a run that stops at its first failure tells nothing of what comes behind it`() {
        let rules = ReportRules(stopsAtFirst: true)
        let all = report(rules)
        let index = all.findings.firstIndex { $0.check == "batch-independence" } ?? 0
        #expect(all.findings[...index] == report(ReportRules()).findings[...index])
        for finding in all.findings[(index + 1)...] {
            #expect(finding.verdict == .skipped)
            #expect(finding.evidence == "The run was stopped at the first failure.")
        }
        #expect(all.summary.problems.map(\.check) == ["batch-independence", "forward-signal"])
        #expect(all.summary.verdict.hasSuffix("The run was stopped at the first failure."))
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `whatever has arrived when it is decided, the report is the same`(seed: UInt64) throws {
        let rules = ReportRules(isStrict: seed % 2 == 0, stopsAtFirst: true)
        let expected = try JSONReport.encode(report(rules))
        var generator = SplitMix(state: seed)
        let mixed = SampleCheck.records.shuffled(using: &generator)
        let needed = try #require(
            (0...mixed.count).first { rules.isDecided(SampleCheck.submission, Array(mixed[..<$0])) }
        )
        #expect(try JSONReport.encode(report(rules, Array(mixed[..<needed]))) == expected)
        let before = mixed[..<needed].dropLast()
        #expect(!rules.isDecided(SampleCheck.submission, Array(before)))
        #expect(!ReportRules().isDecided(SampleCheck.submission, mixed))
    }

    @Test func `rules survive the report's encoding`() throws {
        let rules = ReportRules(accepted: ["a": "b"], isStrict: true, stopsAtFirst: true)
        let decoded = try JSONReport.decode(JSONReport.encode(report(rules)))
        #expect(decoded.rules == rules)
    }
}
