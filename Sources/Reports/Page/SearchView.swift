internal import Jobs

/// A search's trials on the page.
struct SearchView {
    struct Row {
        let verdict: String
        let cells: [String]
        let state: String
        let reason: [Prose]
    }

    /// The page lists this many trials; `report.json` has all.
    static let listed = 500

    let metric: String
    let goal: String
    let leaders: [[PageView.Fact]]
    /// The best so far, then the metric by parameter.
    let overview: [ChartView]
    let hasCurves: Bool
    let curves: [ChartView]
    let hasRows: Bool
    let columns: [String]
    let rows: [Row]
    let rest: [String]
    let hasRepeats: Bool
    let repeatTitle: String
    let repeatColumns: [String]
    let repeats: [[String]]
    let hasSpace: Bool
    let space: [[String]]

    init(_ report: Report, search: ReportedRun.Search) {
        let charts = SearchCharts(report, search: search)
        metric = PrintableText.page(search.metric)
        goal = search.goal.rawValue
        overview = ([charts.progress].compactMap { $0 } + charts.scatters).enumerated().map {
            ChartView($1, id: "overview-\($0)")
        }
        curves = charts.curves.enumerated().map { ChartView($1, id: "curve-\($0)") }
        hasCurves = !curves.isEmpty
        let names = SearchCharts.parameterNames(report, search: search)
        columns = names.map(PrintableText.page)
        rows = report.trials.prefix(Self.listed).map {
            Self.row($0, search, names: names)
        }
        hasRows = !rows.isEmpty
        let more = report.trials.count - rows.count
        rest = more > 0 ? ["and \(Plural.count(more, "more trial")) in report.json"] : []
        leaders =
            report.trials.first { $0.rank == 1 }.map {
                [Self.leader($0, metric: search.metric, names: names)]
            } ?? []
        let table = report.repeats.flatMap { repeats in
            search.repeats.map { RepeatTable(repeats, count: $0, metric: search.metric) }
        }
        repeats = table?.rows ?? []
        hasRepeats = !repeats.isEmpty
        repeatTitle = PrintableText.page(table?.title ?? "")
        repeatColumns = RepeatTable.columns.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        space = search.space.map {
            [PrintableText.page($0.name), PrintableText.page(Self.words($0.distribution))]
        }
        hasSpace = !space.isEmpty
    }

    private static func row(
        _ trial: ReportedTrial, _ search: ReportedRun.Search, names: [String]
    ) -> Row {
        let verdict: Finding.Verdict =
            switch trial.state {
            case .completed: trial.rank == nil ? .warned : .passed
            case .infeasible: .warned
            case .failed: .error
            case .cancelled: .skipped
            }
        let mark = trial.index == search.defaultsTrial ? " (defaults)" : ""
        let first = [
            trial.rank.map { "\($0)" } ?? "–", "\(trial.index)\(mark)",
            trial.metrics[search.metric].map(Figure.text) ?? "–",
        ]
        return Row(
            verdict: verdict.rawValue, cells: first + values(of: trial, names: names),
            state: trial.state.rawValue,
            reason: Prose.section(trial.reason)
                + trial.findings.flatMap { Prose.section("\($0.check): \($0.evidence)") })
    }

    private static func values(of trial: ReportedTrial, names: [String]) -> [String] {
        names.map { trial.parameters[$0].map { PrintableText.page(Figure.text($0)) } ?? "–" }
    }

    private static func leader(
        _ trial: ReportedTrial, metric: String, names: [String]
    ) -> [PageView.Fact] {
        let head = [
            PageView.Fact(name: "Best trial", value: "\(trial.index)"),
            PageView.Fact(
                name: PrintableText.page(metric),
                value: trial.metrics[metric].map(Figure.text) ?? "–"),
        ]
        let values = values(of: trial, names: names)
        return head
            + zip(names, values).map {
                PageView.Fact(name: PrintableText.page($0), value: $1)
            }
    }

    private static func words(_ distribution: Distribution) -> String {
        switch distribution {
        case .uniform(let low, let high): "uniform, \(Figure.text(low)) to \(Figure.text(high))"
        case .logUniform(let low, let high):
            "log-uniform, \(Figure.text(low)) to \(Figure.text(high))"
        case .integer(let low, let high): "integer, \(low) to \(high)"
        case .logInteger(let low, let high): "log-integer, \(low) to \(high)"
        case .choice(let values): "one of \(values.map(Figure.text).joined(separator: ", "))"
        }
    }
}
