import Foundation
import Jobs
import Reports
import Testing

struct ExecutionReportTests {
    private let start = Date(timeIntervalSince1970: 1_767_225_600)

    private func report(_ records: [JobRecord]) -> ExecutionReport {
        ExecutionReport(
            SampleSearch.submission, run: RunID("0123abcd"), numerics: "fused/1",
            records: records, started: start, ended: start.addingTimeInterval(12.5))
    }

    @Test func `it tells who did what, how often and for how long`() {
        var records = SampleSearch.records
        records[2].failures = [Failure(.crashed, "signal 11"), Failure(.lostWorker, "gone")]
        let report = report(records)
        #expect(report.started == "2026-01-01T00:00:00.000Z")
        #expect(report.wallSeconds == 12.5)
        #expect(report.jobs.map(\.name).prefix(3) == ["trial/0", "trial/1", "trial/2"])
        #expect(report.jobs[2].attempts == 3 && report.jobs[2].failures.count == 2)
        #expect(report.jobs[63].attempts == 0 && report.jobs[63].host == nil)
        #expect(report.totals.jobs == 64 && report.totals.attempts == 64)
        #expect(report.totals.failures == 2 && report.totals.peakMemory == 90_000_000)
        #expect(report.hosts.map(\.name) == ["node-a", "node-b"])
        #expect(report.hosts.map(\.jobs) == [32, 30])
        #expect(report.hosts.map(\.openblasKernels) == [["Zen"], ["SkylakeX"]])
        #expect(report.jobs[1].vectorLevel == "x86-64-v4" && report.jobs[63].vectorLevel == nil)
        #expect(report.hosts.reduce(0) { $0 + $1.seconds } == report.totals.computeSeconds)
    }

    @Test func `the last attempt of a job given up counts once`() {
        let died = Failure(.crashed, "signal 11")
        let record = JobRecord(
            job: PlannedJob(name: "trial/0"), path: TreePath(0), outcome: .failure(died),
            attempt: 3,
            execution: SampleSearch.records[0].execution, failures: [died, died, died])
        #expect(report([record]).totals.attempts == 3 && report([record]).totals.failures == 3)
    }

    @Test func `it survives its encoding in any order of the records`() throws {
        let bytes = try report(SampleSearch.records).encoded()
        #expect(try report(SampleSearch.records.reversed()).encoded() == bytes)
        let read = try CanonicalJSON.decode(ExecutionReport.self, from: bytes)
        #expect(read.schema == "preflight.execution/1" && read.run == RunID("0123abcd"))
    }
}
