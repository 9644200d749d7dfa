import Foundation
import Jobs
import Reports
import SchemaValidation
import Testing

@Suite struct SchemaTests {
    private let report: SchemaValidator
    private let execution: SchemaValidator

    init() throws {
        report = try SchemaValidator(ReportSchema.report.encoded())
        execution = try SchemaValidator(ReportSchema.execution.encoded())
    }

    private func bytes(_ submission: RunSubmission, _ records: [JobRecord]) throws -> Data {
        try JSONReport.encode(
            Report(submission, numerics: "fused/1", version: "1.0.0", records: records))
    }

    @Test func `reports of checks and of searches are valid`() throws {
        let documents = try [
            bytes(SampleCheck.submission, SampleCheck.records),
            bytes(SampleSearch.submission, SampleSearch.records),
            bytes(SampleCheck.submission, []), bytes(SampleSearch.submission, []),
        ]
        for document in documents {
            #expect(try report.objections(to: document) == [])
            #expect(!String(decoding: document, as: UTF8.self).contains("\"_0\""))
        }
    }

    @Test func `accounts of runs with failures are valid`() throws {
        var records = SampleSearch.records
        records[2].failures = Failure.Kind.allCases.map { Failure($0, "gone") }
        let account = ExecutionReport(
            SampleSearch.submission, run: RunID("0123abcd"), numerics: "fused/1",
            records: records, started: .now, ended: .now)
        #expect(try execution.objections(to: account.encoded()) == [])
        #expect(try !report.objections(to: account.encoded()).isEmpty)
    }

    @Test(arguments: [
        ("\"verdict\" : \"failed\"", "\"verdict\" : \"fail\""),
        ("\"preflight.report/1\"", "\"preflight.report/9\""),
        ("\"seed\" : 42", "\"seed\" : -1"), ("\"seed\" : 42", "\"seed\" : true"),
        ("\"seed\" : 42", "\"seed\" : 42, \"more\" : 1"),
        ("\"numerics\" : \"fused/1\",", ""), ("\"check\" : ", "\"chek\" : "),
    ])
    func `a report with one thing wrong is not valid`(_ sound: String, _ wrong: String) throws {
        let text = String(
            decoding: try bytes(SampleCheck.submission, SampleCheck.records), as: UTF8.self)
        let changed = text.replacing(sound, with: wrong, maxReplacements: 1)
        #expect(changed != text)
        #expect(try !report.objections(to: Data(changed.utf8)).isEmpty)
    }
}
