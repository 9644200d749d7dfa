import Foundation
import Jobs
import Reports
import Testing

struct TrialTests {
    private func report(_ outcomes: [Outcome], goal: SearchPlan.Goal = .maximize) -> Report {
        var submission = SampleSearch.submission
        submission.search = SearchPlan(
            space: [], trials: .random(outcomes.count), metric: "accuracy", goal: goal)
        let records = outcomes.enumerated().map { index, outcome in
            JobRecord(
                job: PlannedJob(name: "trial/\(index)"), path: TreePath(index), outcome: outcome)
        }
        return Report(submission, numerics: "fused/1", version: "1.0.0", records: records)
    }

    private func completed(_ metrics: [String: Double]) -> Outcome {
        .trial(TrialResult(state: .completed, metrics: metrics, history: []))
    }

    @Test func `what monitors found wrong with a trial stands beside it, and nowhere else`() throws
    {
        let wrong = TrialFinding(
            check: "loss-decreases", verdict: .warned, evidence: "no fall beyond noise")
        let outcomes: [Outcome] = [
            completed(["accuracy": 0.5]),
            .trial(
                TrialResult(
                    state: .completed, metrics: ["accuracy": 0.9], history: [], findings: [wrong])),
        ]
        let found = report(outcomes)
        #expect(found.trials.map(\.findings) == [[wrong], []])
        let table = TerminalReport(width: 100).trials(found)
        #expect(table.contains("found wrong") && table.contains("loss-decreases"))
        let page = HTMLReport.page(found)
        #expect(page.contains("loss-decreases: no fall beyond noise"))
        let sound = report([completed(["accuracy": 0.5])])
        #expect(!TerminalReport(width: 100).trials(sound).contains("found wrong"))
        let markdown = MarkdownReport.text(found)
        #expect(markdown.contains("| Found wrong |") && markdown.contains("loss-decreases: "))
        #expect(!MarkdownReport.text(sound).contains("Found wrong"))
        #expect(!HTMLReport.page(sound).contains("loss-decreases"))
    }

    @Test func `the thresholds of a finding stand below its figures`() {
        var finding = Finding(
            check: "initial-loss", verdict: .passed, verifies: "v", expected: "e",
            thresholds: ["warn-above": 1, "fail-above": 2.5], evidence: "fine")
        #expect(page(of: finding).contains("Judged by fail-above 2.5, warn-above 1."))
        finding.thresholds = [:]
        #expect(!page(of: finding).contains("Judged by"))
    }

    private func page(of finding: Finding) -> String {
        let job = PlannedJob(name: finding.check, checks: [finding.check])
        let record = JobRecord(job: job, path: TreePath(0), outcome: .findings([finding]))
        return HTMLReport.page(
            Report(
                SampleCheck.submission, numerics: "fused/1", version: "1.0.0", records: [record]))
    }

    @Test func `trials are ranked by metric and goal, ties by index, the others follow by index`() {
        let outcomes = [
            .failure(Failure(.crashed, "it died")), completed(["accuracy": 0.5]),
            completed(["accuracy": .nan]), completed(["accuracy": 0.9]),
            completed(["accuracy": 0.9]), completed([:]),
        ]
        let best = report(outcomes)
        #expect(best.trials.map(\.index) == [3, 4, 1, 0, 2, 5])
        #expect(best.trials.map(\.rank) == [1, 2, 3, nil, nil, nil])
        #expect(report(outcomes, goal: .minimize).trials.map(\.index) == [1, 3, 4, 0, 2, 5])
        #expect(best.summary.best?.trial == 3 && best.summary.best?.value == 0.9)
        #expect(best.summary.bestSoFar.map(\.trial) == [1, 3, 4])
        #expect(best.summary.bestSoFar.map(\.value) == [0.5, 0.9, 0.9])
    }

    @Test func `each end of a trial has its state and its reason`() {
        let infeasible = TrialResult(
            state: .infeasible, metrics: ["accuracy": 1], history: [], reason: "NaN at step 3")
        let report = report([
            completed(["accuracy": 0.5]), .trial(infeasible),
            .failure(Failure(.outOfMemory, "too large")), .failure(Failure(.cancelled, "stopped")),
        ])
        #expect(report.trials.map(\.state) == [.completed, .infeasible, .failed, .cancelled])
        #expect(report.trials.map(\.reason) == ["", "NaN at step 3", "too large", "stopped"])
        #expect(report.trials.map(\.rank) == [1, nil, nil, nil])
        #expect(report.summary.trials?.ended == 4 && report.summary.trials?.ranked == 1)
    }

    @Test func `a search says what is wrong with its trials`() {
        let diverged = Outcome.trial(TrialResult(state: .infeasible, metrics: [:], history: []))
        let nothing = report([diverged, diverged])
        #expect(
            nothing.summary.problems.map(\.evidence)
                == ["Every trial diverged, so none can be ranked."])
        let unfinished = report([
            .trial(TrialResult(state: .infeasible, metrics: ["accuracy": 0.5], history: [])),
            .failure(Failure(.cancelled, "stopped")),
        ])
        #expect(
            unfinished.summary.problems.first?.evidence
                == "No trial completed with a finite accuracy, so none can be ranked.")
        #expect(nothing.summary.verdict == "None of 2 trials can be ranked.")
        let mixed = report([
            completed(["accuracy": 0.5]), .failure(Failure(.crashed, "signal 9")),
            completed(["accuracy": .nan]),
        ])
        #expect(mixed.summary.problems.map(\.verdict) == [.error, .warned])
        #expect(mixed.summary.problems.first?.evidence.contains("trial 1: signal 9") == true)
        #expect(mixed.summary.verdict == "Trial 0 leads 1 ranked trial of 3 with accuracy 0.5.")
        #expect(report([completed(["accuracy": 1])]).summary.problems.isEmpty)
    }

    @Test func `a planned trial without a record is missed`() {
        var submission = SampleSearch.submission
        submission.search?.trials = .random(70)
        let report = Report(
            submission, numerics: "fused/1", version: "1.0.0", records: SampleSearch.records)
        #expect(report.trials.count == 64)
        #expect(
            report.summary.problems.last?.evidence == "7 trials of 70 did not end with the run.")
    }
}
