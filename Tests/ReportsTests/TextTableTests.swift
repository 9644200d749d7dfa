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
}
