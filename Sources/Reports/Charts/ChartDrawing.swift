internal import Jobs

/// A chart as SVG: colours come from the page's style by class (`s0` to `s5`), so that one drawing
/// serves light and dark.
package struct ChartDrawing {
    let chart: Chart
    let x: Scale
    let y: Scale
    /// The drawing's size in its own units, which are pixels on a page of its width.
    let width = 440.0
    let height: Double
    let left: Double
    let top = 30.0
    let right = 16.0
    let bottom: Double
    let slantsWords: Bool

    package init(_ chart: Chart) {
        self.chart = chart
        x = chart.xScale
        y = chart.yScale
        let numbers = 14 + 6.4 * Double(y.ticks.map { TextWidth.of($0.label) }.max() ?? 1)
        let longest = 6.4 * Double(chart.words.map { TextWidth.of(Self.short($0)) }.max() ?? 0)
        let room = (width - numbers - right) / Double(max(1, chart.words.count))
        slantsWords = longest + 8 > room
        left = slantsWords ? max(numbers, longest * 0.81 - room / 2 + 6) : numbers
        bottom = 40 + (slantsWords ? longest * 0.62 : 0)
        height = 210 + bottom
    }

    /// Returns a word that fits under a bar: the middle of a long one is left out, since the parts
    /// of a layer's path that tell it from others stand at either end.
    static func short(_ word: String) -> String {
        let word = PrintableText.line(word)
        guard TextWidth.of(word) > 17 else { return word }
        return TextWidth.cut(word, to: 13) + word.suffix(4)
    }

    /// How many values are no numbers or have no position on an axis.
    package var gaps: Int {
        chart.sets.reduce(0) { sum, set in
            sum + (0..<set.count).count { point(set, $0) == nil }
        }
    }

    /// Returns the drawing as an `svg` element.
    ///
    /// - Parameter id: unique on the page; names the title and the description for screen readers.
    package func svg(id: String) -> String {
        let head = """
            <svg class="chart" viewBox="0 0 \(n(width)) \(n(height))" role="img" \
            aria-labelledby="\(id)-title \(id)-desc"><title id="\(id)-title">\
            \(Markup.escape(chart.title))</title><desc id="\(id)-desc">\
            \(Markup.escape(description))</desc>
            """
        let marks = chart.sets.indices.map(self.marks).joined(separator: "\n")
        return [head, axes, marks, rug, "</svg>"].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The chart in words.
    private var description: String {
        let names = chart.sets.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
        let of = names.isEmpty ? "" : " of \(names)"
        func axis(_ label: String, _ scale: Scale) -> String {
            let range = "\(Figure.text(scale.low)) to \(Figure.text(scale.high))"
            return "\(label), \(range)\(scale.isLogarithmic ? ", logarithmic" : "")"
        }
        let across =
            chart.words.isEmpty
            ? axis(chart.xLabel, x) : "\(chart.xLabel): \(chart.words.joined(separator: ", "))"
        return "Chart\(of). Across: \(across). Up: \(axis(chart.yLabel, y))."
    }

    /// Returns where point `index` of `set` is drawn; nil where an axis has no position for it.
    func point(_ set: Chart.PointSet, _ index: Int) -> (x: Double, y: Double)? {
        guard let across = x.position(set.x[index]), let up = y.position(set.y[index]) else {
            return nil
        }
        return (left + across * plotWidth, top + (1 - up) * plotHeight)
    }

    var plotWidth: Double { width - left - right }
    var plotHeight: Double { height - top - bottom }

    func n(_ value: Double) -> String { Markup.number(value) }
}
