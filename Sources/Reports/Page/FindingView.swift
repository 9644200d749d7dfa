internal import Foundation
internal import Jobs

/// One finding on the page: its row of the validation table and its details.
struct FindingView {
    struct Figures {
        let name: String
        let value: String
        let expected: String
    }

    struct Image {
        let caption: String
        let source: String
        let width: Int
        let height: Int
    }

    struct Grid {
        let name: String
        let columns: [String]
        let rows: [[String]]
    }

    /// The table of all findings shows this many figures of each.
    static let shownFigures = 3

    let anchor: String
    let verdict: String
    let verdictName: String
    let check: String
    let verifies: Prose
    let expected: Prose
    let evidence: Prose
    let advice: [Prose]
    /// Why it is accepted; a list of one, or of none.
    let why: [Prose]
    let isOpen: Bool
    let measured: [Figures]
    let measuredRest: [String]
    let hasFigures: Bool
    let figures: [Figures]
    /// One sentence that names the thresholds; empty where there are none.
    let thresholds: [String]
    let charts: [ChartView]
    let images: [Image]
    let brokenImages: [String]
    let grids: [Grid]

    /// - Parameter isAlone: whether it is the only one, which is shown at once.
    init(_ row: ValidationRow, number: Int, isAlone: Bool = false) {
        let finding = row.finding
        why = Prose.section(row.accepted ?? "")
        anchor = Self.anchor(number)
        verdict = finding.verdict.rawValue
        verdictName = finding.verdict == .error ? "not carried out" : finding.verdict.rawValue
        check = PrintableText.page(finding.check)
        verifies = Prose(finding.verifies)
        expected = Prose(finding.expected)
        evidence = Prose(finding.evidence)
        advice = Prose.section(finding.advice)
        isOpen = isAlone || [.failed, .error, .warned].contains(finding.verdict)
        figures = finding.measurements.map {
            Figures(
                name: PrintableText.page($0.name),
                value: PrintableText.page(Figure.text($0.value, unit: $0.unit)),
                expected: PrintableText.page($0.expected))
        }
        hasFigures = !figures.isEmpty
        thresholds = Self.words(finding.thresholds)
        measured = Array(figures.prefix(Self.shownFigures))
        let rest = figures.count - measured.count
        measuredRest = rest > 0 ? ["and \(rest) more"] : []
        charts = Chart.charts(of: finding.series, title: finding.check).enumerated().map {
            ChartView($1, id: "\(Self.anchor(number))-chart-\($0)")
        }
        let pictures = finding.pictures.map(Self.image)
        images = pictures.compactMap { try? $0.get() }
        brokenImages = pictures.compactMap { picture in
            guard case .failure(let error) = picture else { return nil }
            return PrintableText.page("\(error)")
        }
        grids = finding.tables.map(Self.grid)
    }

    private static func words(_ thresholds: [String: Double]) -> [String] {
        guard !thresholds.isEmpty else { return [] }
        let all = thresholds.sorted { $0.key < $1.key }
            .map { "\($0.key) \(Figure.text($0.value))" }
        return [PrintableText.page("Judged by \(all.joined(separator: ", ")).")]
    }

    /// The name that links lead to.
    static func anchor(_ number: Int) -> String { "finding-\(number + 1)" }

    /// A picture at a whole multiple of its size, so that each of its pixels is a square.
    private static func image(_ picture: Picture) -> Result<Image, ReportError> {
        Result { () throws(ReportError) in
            let data = try PNG.encode(picture).base64EncodedString()
            let factor = max(1, 112 / max(picture.width, picture.height))
            return Image(
                caption: PrintableText.page(picture.caption),
                source: "data:image/png;base64,\(data)", width: picture.width * factor,
                height: picture.height * factor)
        }
    }

    private static func grid(_ table: Table) -> Grid {
        Grid(
            name: PrintableText.page(table.name), columns: table.columns.map(PrintableText.page),
            rows: table.rows.map { $0.map(PrintableText.page) })
    }
}
