import Foundation
import Jobs
import Reports
import Search
import Testing

struct RepeatTests {
    private func report(
        _ records: [JobRecord], _ submission: RunSubmission = SampleRepeats.submission
    ) -> Report {
        Report(submission, numerics: "fused/1", version: "1.0.0", records: records)
    }

    /// The records with one repeat's outcome replaced.
    private func records(_ name: String, _ outcome: Outcome) -> [JobRecord] {
        SampleRepeats.records.map { record in
            var record = record
            if record.job.name == name { record.outcome = outcome }
            return record
        }
    }

    @Test func `repeats read as recorded`() throws {
        let report = report(SampleRepeats.records)
        try Golden.expect(TerminalReport().document(report), is: "repeats-80.txt")
    }

    @Test func `the fresh runs alone rank, and one that diverged ranks its trial behind`() throws {
        let repeats = try #require(report(SampleRepeats.records).repeats)
        #expect(repeats.trials.map(\.rank) == [1, 2, 3, 4, 5])
        #expect(repeats.trials.map(\.trial) == [32, 40, 8, 56, 48])
        #expect(repeats.trials.map { $0.runs.count } == [5, 5, 5, 5, 5])
        #expect(repeats.trials[1].behindFirst?.isSeparated == false)
        #expect(repeats.trials[3].behindFirst?.isSeparated == true)
        let last = repeats.trials[4]
        #expect(last.runs[3].state == .infeasible && last.runs[3].value == nil)
        #expect(last.behindFirst?.pairs == 4)
        #expect(last.mean! > repeats.trials[0].mean!, "and yet it stands behind")
    }

    @Test func `the summary names who leads, who is not separated, and who diverged`() {
        let summary = report(SampleRepeats.records).summary
        #expect(
            summary.verdict.hasSuffix(
                "Over 5 fresh seeds trial 32 leads with a mean validation-accuracy of 0.9546; "
                    + "not separated from it: trials 40, 8 and 48."), "\(summary.verdict)")
        let problem = summary.problems.first { $0.check == "repeats" }
        #expect(problem?.verdict == .warned)
        #expect(problem?.evidence.contains("trial 48 in 1 of 5 runs") == true)
        #expect(problem?.evidence.contains("not finite at step 40") == true)
    }

    @Test func `a repeat that failed, one without a number and one that never ran are said`() {
        for (outcome, words) in [
            (Outcome.failure(Failure(.crashed, "signal 9")), "trial 8 in 1 of 5 runs"),
            (.findings([]), "brought something else"),
            (
                .trial(TrialResult(state: .completed, metrics: [:], history: [])),
                "without a finite validation-accuracy: trial 8."
            ), (.failure(Failure(.cancelled, "stopped")), "1 repeat of 25 did not end"),
        ] {
            let report = report(records("repeat/8/2", outcome))
            let evidence = report.summary.problems.map(\.evidence)
            #expect(evidence.contains { $0.contains(words) }, "\(evidence)")
            #expect(report.repeats?.trials.suffix(2).map(\.trial) == [48, 8])
        }
        let unheard = report(SampleRepeats.records.filter { $0.job.name != "repeat/8/2" })
        #expect(unheard.repeats?.trials.last { $0.trial == 8 }?.runs[2].state == .cancelled)
    }

    @Test(arguments: [
        (Outcome.failure(Failure(.refused, "no reads")), "did not run again. No reads."),
        (.plan([]), "No trial is ranked"), (.findings([]), "something else than a plan"),
    ])
    func `repeats that were not planned are missed`(outcome: Outcome, words: String) {
        let report = report(records("repeat", outcome))
        #expect(report.repeats?.trials.isEmpty == true)
        #expect(report.repeats?.reason.isEmpty == false)
        let evidence = report.summary.problems.map(\.evidence)
        #expect(evidence.contains { $0.contains(words) }, "\(evidence)")
        #expect(!TerminalReport().trials(report).contains("fresh seeds"))
    }

    @Test func `the page shows the repeats, and a report without them has no such part`() {
        let page = HTMLReport.page(report(SampleRepeats.records))
        #expect(page.contains("Leading trials over 5 fresh seeds, by mean validation-accuracy"))
        #expect(page.contains("not separated"))
        #expect(page.contains("1 infeasible"))
        let without = report(SampleSearch.records, SampleSearch.submission)
        #expect(without.repeats == nil)
        #expect(!HTMLReport.page(without).contains("fresh seeds"))
    }

    @Test func `the order of the records changes no byte`() throws {
        let expected = try JSONReport.encode(report(SampleRepeats.records))
        #expect(try JSONReport.encode(report(SampleRepeats.records.reversed())) == expected)
        #expect(try JSONReport.encode(JSONReport.decode(expected)) == expected)
    }

    @Test func `the file's own defaults are marked and told of, wherever they rank`() {
        func verdict(_ state: TrialResult.State, _ value: Double?) -> (String, String) {
            var records = SampleSearch.records
            records[0].outcome = .trial(
                TrialResult(
                    state: state, metrics: value.map { ["validation-accuracy": $0] } ?? [:],
                    history: [], reason: state == .completed ? "" : "NaN"))
            let report = report(records, SampleSearch.submission)
            return (report.summary.verdict, TerminalReport(width: 120).trials(report))
        }
        for (state, value, words) in [
            (TrialResult.State.completed, 0.99 as Double?, "Those are the file's defaults."),
            (.completed, 0.2, "The file's defaults (trial 0) rank 52 with 0.2."),
            (.completed, nil, "The file's defaults (trial 0) gave no finite validation-accuracy."),
            (.infeasible, 0.99, "The file's defaults (trial 0) diverged."),
        ] {
            let (sentence, table) = verdict(state, value)
            #expect(sentence.hasSuffix(words), "\(sentence)")
            #expect(table.contains(" 0 (defaults) "))
        }
        #expect(
            HTMLReport.page(report(SampleSearch.records, SampleSearch.submission))
                .contains("0 (defaults)"))
    }
}
