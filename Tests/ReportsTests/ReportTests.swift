import Foundation
import Jobs
import Reports
import Testing

struct ReportTests {
    private func report(_ submission: RunSubmission, _ records: [JobRecord]) -> Report {
        Report(submission, numerics: "fused/1", version: "1.0.0", records: records)
    }

    private func check(_ outcomes: [(job: PlannedJob, outcome: Outcome)]) -> Report {
        var submission = SampleCheck.submission
        submission.jobs = outcomes.map(\.job)
        let records = outcomes.enumerated().map { index, item in
            JobRecord(job: item.job, path: TreePath(index), outcome: item.outcome)
        }
        return report(submission, records)
    }

    private func finding(_ check: String, _ verdict: Finding.Verdict) -> Finding {
        Finding(
            check: check, verdict: verdict, verifies: "v", expected: "e", evidence: "\(check) seen",
            advice: verdict == .passed ? "" : "try")
    }

    @Test(arguments: [RunSubmission.Kind.check, .search], 1..<9 as Range<UInt64>)
    func `the bytes do not depend on the order of the records`(
        kind: RunSubmission.Kind, seed: UInt64
    ) throws {
        let isCheck = kind == .check
        let submission = isCheck ? SampleCheck.submission : SampleSearch.submission
        let records = isCheck ? SampleCheck.records : SampleSearch.records
        var generator = SplitMix(state: seed)
        let mixed = records.shuffled(using: &generator)
        let expected = try JSONReport.encode(report(submission, records))
        #expect(try JSONReport.encode(report(submission, mixed)) == expected)
        #expect(mixed != records)
    }

    @Test func `a job that died twice and then succeeded leaves no trace in the bytes`() throws {
        var records = SampleCheck.records
        let expected = try JSONReport.encode(report(SampleCheck.submission, records))
        records[0].attempt = 3
        records[0].failures = [Failure(.crashed, "signal 11"), Failure(.lostWorker, "node-b")]
        records[0].execution = JobResult.Execution(
            host: "node-z", worker: "worker-9", slot: 7, seconds: 99, peakMemory: 1)
        #expect(try JSONReport.encode(report(SampleCheck.submission, records)) == expected)
    }

    @Test func `neither hosts, workers, absolute paths nor times are in the bytes`() throws {
        var submission = SampleSearch.submission
        submission.data[0].path = "/home/someone/data/digits.npz"
        let bytes = try JSONReport.encode(report(submission, SampleSearch.records))
        let text = String(decoding: bytes, as: UTF8.self)
        for word in [
            "node-a", "worker", "/home", "someone", "seconds", "attempt", "0f1e2d3c4b5a6978", "Zen",
            "x86-64",
        ] {
            #expect(!text.contains(word))
        }
        #expect(text.contains("\"path\" : \"digits.npz\""))
    }

    @Test func `the document has the fields that are promised and no others`() throws {
        let check = try fields(report(SampleCheck.submission, SampleCheck.records))
        let search = try fields(report(SampleSearch.submission, SampleSearch.records))
        #expect(check.keys.sorted() == ["findings", "run", "schema", "summary", "trials"])
        #expect(check["schema"] as? String == "preflight.report/1")
        #expect(
            keys(check["run"]) == [
                "data", "experiment", "file", "kind", "numerics", "seed", "version",
            ])
        #expect(
            keys(search["run"]) == keys(check["run"]).dropLast(2) + ["search", "seed", "version"])
        #expect(
            keys((search["run"] as? [String: Any])?["search"]) == [
                "defaultsTrial", "goal", "metric", "space", "trials",
            ])
        #expect(
            try fields(report(SampleRepeats.submission, SampleRepeats.records)).keys.sorted()
                == ["findings", "repeats", "run", "schema", "summary", "trials"])
        #expect(
            keys((check["findings"] as? [Any])?.first) == [
                "advice", "check", "evidence", "expected", "explains", "measurements", "pictures",
                "series", "tables", "thresholds", "verdict", "verifies",
            ])
        #expect(
            keys((search["trials"] as? [Any])?.first) == [
                "findings", "history", "index", "metrics", "parameters", "rank", "reason", "state",
            ])
        #expect(
            keys(search["summary"]) == [
                "accepted", "best", "bestSoFar", "findings", "problems", "trials", "verdict",
            ])
    }

    @Test func `findings stand in plan order, and only those that were planned`() {
        let jobs = [
            PlannedJob(name: "b", checks: ["b2", "b1"]), PlannedJob(name: "a", checks: ["a"]),
        ]
        let report = check([
            (
                jobs[0],
                .findings([finding("b1", .passed), finding("x", .failed), finding("b2", .warned)])
            ),
            (jobs[1], .findings([finding("a", .passed)])),
        ])
        #expect(report.findings.map(\.check) == ["b2", "b1", "a"])
    }

    @Test(arguments: Failure.Kind.allCases)
    func `a job that failed gives each of its checks a finding`(kind: Failure.Kind) {
        let job = PlannedJob(name: "training", checks: ["loss-falls", "dead-units"])
        let report = check([(job, .failure(Failure(kind, "the words")))])
        #expect(report.findings.map(\.check) == job.checks)
        let skipped: Set<Failure.Kind> = [.heldBack, .cancelled]
        for finding in report.findings {
            #expect(finding.verdict == (skipped.contains(kind) ? .skipped : .error))
            #expect(
                finding.evidence == (kind == .heldBack ? "Held back: the words." : "The words."))
        }
        let silent = check([(job, .failure(Failure(kind, "")))])
        #expect(silent.findings.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test func `a planned check without a record is skipped, one its job forgot is an error`() {
        var submission = SampleCheck.submission
        submission.jobs = [
            PlannedJob(name: "a", checks: ["a"]), PlannedJob(name: "b", checks: ["b"]),
        ]
        let forgot = JobRecord(
            job: submission.jobs[0], path: TreePath(0), outcome: .findings([]))
        #expect(report(submission, [forgot]).findings.map(\.verdict) == [.error, .skipped])
    }

    @Test func `the judge's finding stands where its planner does, whoever ended first`() {
        var submission = SampleCheck.submission
        submission.jobs = ["a", "b", "c"].map { PlannedJob(name: $0, checks: [$0], plans: true) }
        let plan = [
            PlannedJob(name: "a/1", work: .probe),
            PlannedJob(name: "a/judge", work: .judge, checks: ["a"]),
        ]
        let paths = [TreePath(1), TreePath(0).child(1), TreePath(0), TreePath(0).child(0)]
        let outcomes: [Outcome] = [
            .findings([finding("b", .passed)]), .findings([finding("a", .failed)]), .plan(plan),
            .probe(ProbeResult(values: [:])),
        ]
        let jobs = [submission.jobs[1], plan[1], submission.jobs[0], plan[0]]
        let records = zip(jobs, zip(paths, outcomes)).map {
            JobRecord(job: $0, path: $1.0, outcome: $1.1)
        }
        let findings = report(submission, records).findings
        #expect(findings.map(\.check) == ["a", "b", "c"])
        #expect(findings.map(\.verdict) == [.failed, .passed, .skipped])
        #expect(report(submission, Array(records.reversed())).findings == findings)
        let unjudged = report(submission, records.filter { $0.job.name != "a/judge" }).findings
        #expect(unjudged.map(\.verdict) == [.skipped, .passed, .skipped])
    }

    @Test func `the summary lists what is wrong, most severe first`() {
        let verdicts: [Finding.Verdict] = [.warned, .error, .passed, .failed, .skipped, .failed]
        let report = check(
            verdicts.enumerated().map { index, verdict in
                let job = PlannedJob(name: "c\(index)", checks: ["c\(index)"])
                return (job, .findings([finding("c\(index)", verdict)]))
            })
        #expect(report.summary.problems.map(\.check) == ["c3", "c5", "c1", "c0"])
        #expect(report.summary.problems.allSatisfy { $0.advice == "try" })
        #expect(report.summary.findings.total == 6 && report.summary.findings.failed == 2)
        #expect(
            report.summary.verdict
                == "2 of 6 checks failed (c3, c5); 1 could not be carried out (c1); "
                + "1 warns (c0).")
    }

    @Test(arguments: [
        ([Finding.Verdict](), "No check was asked for."), ([.passed], "The check passed."),
        ([.passed, .passed], "All 2 checks passed."),
        ([.passed, .skipped], "All 1 check that ran passed; 1 was skipped."),
        ([.skipped], "No check could be applied: all were skipped."),
        ([.passed, .warned], "No check failed; 1 of 2 checks warns (c1)."),
    ])
    func `a sentence says how the checks ended`(verdicts: [Finding.Verdict], sentence: String) {
        let report = check(
            verdicts.enumerated().map { index, verdict in
                let job = PlannedJob(name: "c\(index)", checks: ["c\(index)"])
                return (job, .findings([finding("c\(index)", verdict)]))
            })
        #expect(report.summary.verdict == sentence)
    }

    @Test func `a finding that expects nothing is told in its own words`() {
        let finding = Finding(
            check: "drill", verdict: .passed, verifies: "v", expected: "", evidence: "3 of 4 caught"
        )
        let job = PlannedJob(name: "drill/judge", checks: ["drill"])
        #expect(check([(job, .findings([finding]))]).summary.verdict == "3 of 4 caught.")
    }

    @Test func `a report survives its encoding, numbers that are none included`() throws {
        for original in [
            report(SampleCheck.submission, SampleCheck.records),
            report(SampleSearch.submission, SampleSearch.records),
        ] {
            let bytes = try JSONReport.encode(original)
            #expect(try JSONReport.encode(JSONReport.decode(bytes)) == bytes)
        }
    }

    @Test func `bytes that are no report of this schema are refused in words`() throws {
        #expect(throws: ReportError.self) { try JSONReport.decode(Data("{}".utf8)) }
        var other = report(SampleCheck.submission, [])
        other.schema = "preflight.report/2"
        let bytes = try JSONReport.encode(other)
        #expect(throws: ReportError.schema(found: "preflight.report/2")) {
            try JSONReport.decode(bytes)
        }
    }

    private func fields(_ report: Report) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: JSONReport.encode(report)) as? [String: Any])
    }

    private func keys(_ value: Any?) -> [String] {
        (value as? [String: Any])?.keys.sorted() ?? []
    }
}
