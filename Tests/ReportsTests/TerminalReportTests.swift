import Jobs
import Reports
import Testing

struct TerminalReportTests {
    private let check = Report(
        SampleCheck.submission, numerics: "fused/1", version: "1.0.0",
        records: SampleCheck.records)
    private let search = Report(
        SampleSearch.submission, numerics: "fused/1", version: "1.0.0",
        records: SampleSearch.records)

    @Test(arguments: [80, 48]) func `a check reads as recorded`(width: Int) throws {
        try Golden.expect(TerminalReport(width: width).document(check), is: "check-\(width).txt")
    }

    @Test func `a search reads as recorded`() throws {
        try Golden.expect(TerminalReport().document(search), is: "search-80.txt")
    }

    @Test func `colours come only where they are asked for`() {
        let plain = TerminalReport(width: 80).document(check)
        let coloured = TerminalReport(width: 80, isTerminal: true).document(check)
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[31m✗"))
        let stripped = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
        #expect(stripped == plain)
    }

    @Test(arguments: [40, 48, 80, 132])
    func `no line is wider than asked`(width: Int) {
        for report in [check, search] {
            let lines = TerminalReport(width: width).document(report).split(separator: "\n")
            let widest = lines.map(\.count).max() ?? 0
            #expect(widest <= width)
        }
    }

    @Test func `control characters of others never reach the terminal`() {
        let finding = Finding(
            check: "a\u{1B}[2Jb", verdict: .error, verifies: "", expected: "",
            evidence: "stderr: \u{1B}]0;owned\u{07} line\r\nnext \u{202E}txt", advice: "\u{9B}31m")
        let text = TerminalReport().finding(finding)
        #expect(
            text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x9B })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `a trial that did not complete says why`() {
        let trial = ReportedTrial(
            index: 3, state: .infeasible, reason: "NaN at step 4.", parameters: ["rate": .real(0.5)]
        )
        let line = TerminalReport().trial(trial, metric: "validation-accuracy")
        #expect(line == "! trial 3                 infeasible: NaN at step 4. · rate 0.5")
    }
}
