/// A chart on the page with its legend and what could not be drawn.
struct ChartView {
    struct Entry {
        let form: String
        let name: String
    }

    let caption: String
    let drawing: String
    let hasLegend: Bool
    let legend: [Entry]
    let gaps: [String]

    init(_ chart: Chart, id: String) {
        let drawing = ChartDrawing(chart)
        caption = PrintableText.page(chart.title)
        self.drawing = drawing.svg(id: id)
        var entries = chart.sets.enumerated().filter { !$1.name.isEmpty }.map { index, set in
            Entry(
                form: "\(set.form) s\(chart.tone(index))", name: PrintableText.page(set.name))
        }
        if !chart.rug.isEmpty {
            entries.append(Entry(form: "rug", name: PrintableText.page(chart.rugName)))
        }
        legend = entries.count > 1 ? entries : []
        hasLegend = !legend.isEmpty
        let isPositive = drawing.x.isLogarithmic || drawing.y.isLogarithmic
        let reason = isPositive ? "not a positive number" : "not a number"
        gaps =
            drawing.gaps > 0 ? ["\(Plural.count(drawing.gaps, "value")) left out: \(reason)."] : []
    }
}
