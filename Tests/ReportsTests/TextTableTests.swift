import Jobs
import Reports
import Testing

struct TextTableTests {
    @Test func `headings break into lines rather than become alike`() {
        let table = Table(
            name: "rows", columns: ["target", "feature 0", "feature 1", "feature 2", "feature 3"],
            rows: [["3", "0.25", "0.5", "0.75", "1"]])
        let lines = TerminalReport(width: 44).table(table).split(separator: "\n")
        #expect(
            lines == [
                "  rows",
                "          feature  feature  feature  feature",
                "  target        0        1        2        3",
                "  ──────  ───────  ───────  ───────  ───────",
                "       3     0.25      0.5     0.75        1",
            ])
    }

    @Test func `of two columns the second is read to its end`() {
        let table = Table(
            name: "why", columns: ["fault", "why not"],
            rows: [["few-rows", "a short training scores 0.8 without it"], ["noise", "none"]])
        let lines = TerminalReport(width: 40).table(table).split(separator: "\n")
        #expect(
            lines == [
                "  why",
                "  fault     why not",
                "  ────────  ────────────────────────────",
                "  few-rows  a short training scores 0.8",
                "            without it",
                "  noise     none",
            ])
    }

    @Test func `a heading of one word breaks behind its hyphens before numbers are cut`() {
        let table = Table(
            name: "ranking", columns: ["trial", "learning-rate", "weight-decay"],
            rows: [["0 (defaults)", "0.1", "1.263e-6"], ["1", "0.2", "1e-4"]])
        let lines = TerminalReport(width: 36).table(table).split(separator: "\n")
        #expect(!lines.contains { $0.contains("…") })
        #expect(lines[1].contains("learning-") && lines[2].contains("rate"))
    }
}
