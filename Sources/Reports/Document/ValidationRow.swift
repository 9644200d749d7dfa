internal import Jobs

/// A finding as a row of the five-column validation report.
struct ValidationRow {
    static let columns = ["check", "verifies", "expected", "measured", "verdict"]
    /// A row shows this many figures.
    private static let shownFigures = 3

    let finding: Finding
    /// Why the finding is accepted; nil where it is not.
    let accepted: String?

    static func all(_ report: Report) -> [ValidationRow] {
        let reasons = Dictionary(
            report.summary.accepted.map { ($0.check, $0.why) },
            uniquingKeysWith: { first, _ in first }
        )
        return report.findings.map { ValidationRow(finding: $0, accepted: reasons[$0.check]) }
    }

    /// Such as `initial loss 2.346 nats; rows 16`; empty where nothing was measured.
    var figures: String {
        let figures = finding.measurements.prefix(Self.shownFigures).map {
            "\($0.name) \(Figure.text($0.value, unit: $0.unit))"
        }
        let rest = finding.measurements.count - figures.count
        return (figures + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: "; ")
    }

    /// The figures, or what was seen where there are none.
    var measured: String { figures.isEmpty ? finding.evidence : figures }

    var verdict: String {
        let word = finding.verdict == .error ? "not carried out" : finding.verdict.rawValue
        return accepted == nil ? word : "\(word), accepted"
    }
}
