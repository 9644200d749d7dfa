import Foundation
import FoundationXML
import Jobs
import Reports
import Testing

struct FormatTests {
    private let rules = ReportRules(accepted: ["forward-signal": "a | narrow\nlayer"])

    private func check(_ rules: ReportRules = ReportRules()) -> Report {
        Report(
            SampleCheck.submission, numerics: "fused/1", version: "1.0.0", rules: rules,
            records: SampleCheck.records)
    }

    private let search = Report(
        SampleSearch.submission, numerics: "fused/1", version: "1.0.0",
        records: SampleSearch.records)

    /// A report of one finding whose every word is `text`.
    private func hostile(_ text: String) -> Report {
        var submission = SampleCheck.submission
        submission.experiment = text
        submission.jobs = [PlannedJob(name: "a", checks: [text])]
        let finding = Finding(
            check: text, verdict: .failed, verifies: text, expected: text,
            measurements: [Measurement(name: text, value: .nan, unit: text)], evidence: text,
            advice: text)
        return Report(
            submission, numerics: text, version: text,
            records: [
                JobRecord(job: submission.jobs[0], path: TreePath(0), outcome: .findings([finding]))
            ])
    }

    private static let evil =
        "a|b,c: 5%\r\n<![CDATA[x]]>&amp;\"'\u{1B}[2J\u{0}\u{FFFF}`code|`@me #1"

    @Test func `the validation report reads as recorded on a terminal of 80 columns`() throws {
        let text = try ReportFormat.text.text(check(rules))
        try Golden.expect(String(text.dropLast()), is: "validation-80.txt")
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: [40, 48, 79, 120]) func `no line of it is wider than asked`(width: Int) throws
    {
        for report in [check(rules), search, hostile(Self.evil)] {
            let text = TerminalReport(width: width).validation(report)
            #expect(text.split(separator: "\n").filter { $0.count > width } == [])
        }
    }

    @Test func `Markdown reads as recorded, for checks and for searches`() throws {
        try Golden.expect(
            String(ReportFormat.markdown.text(check(rules)).dropLast()), is: "check.md")
        try Golden.expect(String(ReportFormat.markdown.text(search).dropLast()), is: "search.md")
    }

    @Test func `every row of a Markdown table has its columns, whatever the words`() throws {
        let text = try ReportFormat.markdown.text(hostile(Self.evil))
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0.count { $0 == "|" } == 6 })
        #expect(!text.contains("<![") && !text.contains("@me") && !text.contains("\u{1B}"))
    }

    @Test func `annotations name file and check, and nothing in them breaks out`() throws {
        let lines = try ReportFormat.github.text(check(rules), file: "a,b/c:d.yaml")
            .split(separator: "\n")
        #expect(
            lines.map { $0.split(separator: "::", maxSplits: 1)[0] } == [
                "error file=a%2Cb/c%3Ad.yaml,title=batch-independence failed",
                "error file=a%2Cb/c%3Ad.yaml,title=dead-units failed",
                "error file=a%2Cb/c%3Ad.yaml,title=gradient-check could not be carried out",
                "warning file=a%2Cb/c%3Ad.yaml,title=learning-rate-range warned",
                "notice file=a%2Cb/c%3Ad.yaml,title=forward-signal warned%2C accepted",
            ])
        let evil = try ReportFormat.github.text(hostile("50% a\r\nb::c,d"))
        #expect(
            evil == "::error title=50%25 a%0Ab%3A%3Ac%2Cd failed::50%25 a%0Ab::c,d%0A50%25 a%0A"
                + "b::c,d\n")
        let strict = try ReportFormat.github.text(check(ReportRules(isStrict: true)))
        #expect(!strict.contains("::warning"))
        #expect(try ReportFormat.github.text(search).contains("::error title=trials"))
    }

    @Test func `JUnit has a case for each check, with its end`() throws {
        let report = check(rules)
        let outline = try JUnitOutline(ReportFormat.junit.text(report))
        #expect(outline.cases.map(\.name) == report.findings.map(\.check))
        #expect(outline.counts == ["tests": 13, "failures": 2, "errors": 1, "skipped": 2])
        let ends = Dictionary(uniqueKeysWithValues: outline.cases.map { ($0.name, $0.end) })
        #expect(ends["batch-independence"] == "failure" && ends["gradient-check"] == "error")
        #expect(ends["overfit-one-batch"] == "skipped" && ends["forward-signal"] == "system-out")
        let strict = try JUnitOutline(ReportFormat.junit.text(check(ReportRules(isStrict: true))))
        #expect(strict.counts["failures"] == 4)
        let trials = try JUnitOutline(ReportFormat.junit.text(search))
        #expect(trials.cases.count == search.trials.count && !trials.cases.isEmpty)
    }

    @Test func `JUnit is XML whatever the words, and tells how long a job took`() throws {
        let outline = try JUnitOutline(ReportFormat.junit.text(hostile(Self.evil)))
        #expect(outline.cases.first?.end == "failure")
        let execution = ExecutionReport(
            SampleCheck.submission, run: RunID("0123abcd"), numerics: "fused/1",
            records: SampleCheck.records, started: Date(timeIntervalSince1970: 0),
            ended: Date(timeIntervalSince1970: 90))
        let timed = try ReportFormat.junit.text(check(), execution: execution)
        #expect(timed.contains("name=\"initial-loss\" time=\"0.250\""))
        #expect(timed.contains("skipped=\"2\" time=\"90.000\""))
    }

    @Test func `the page has the five columns`() throws {
        let page = try ReportFormat.html.text(check(rules))
        let heads = ["Check", "Verifies", "Expected", "Measured", "Verdict"]
            .map { "<th scope=\"col\">\($0)</th>" }
        let table = try #require(page.split(separator: "<table class=\"findings\">").last)
        #expect(String(table).split(separator: "</tr>")[0].split(separator: "<th ").count == 6)
        #expect(heads.allSatisfy { table.contains($0) })
        #expect(page.contains("accepted: "))
    }
}

/// The test cases of a JUnit document.
private final class JUnitOutline: NSObject, XMLParserDelegate {
    private(set) var cases: [(name: String, end: String)] = []
    private(set) var counts: [String: Int] = [:]
    private var path: [String] = []

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        if !parser.parse() { throw parser.parserError ?? CocoaError(.coderInvalidValue) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        if name == "testcase" { cases.append((attributes["name"] ?? "", "")) }
        if path.last == "testcase" { cases[cases.count - 1].end += name }
        if name == "testsuite" {
            for key in ["tests", "failures", "errors", "skipped"] {
                counts[key] = attributes[key].flatMap(Int.init)
            }
        }
        path.append(name)
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
    }
}
