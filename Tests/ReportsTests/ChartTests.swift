import Reports
import Testing

struct ChartTests {
    private func drawing(
        _ form: Chart.PointSet.Form, _ x: [Double], _ y: [Double], words: [String] = []
    ) -> String {
        var chart = Chart(
            title: "t", xLabel: "x", yLabel: "y",
            sets: [Chart.PointSet(name: "n", form: form, x: x, y: y)])
        chart.words = words
        return ChartDrawing(chart).svg(id: "c")
    }

    @Test(arguments: ScaleTests.odd, [Chart.PointSet.Form.line, .bar, .scatter])
    func `any values can be drawn`(values: [Double], form: Chart.PointSet.Form) throws {
        let positions = values.indices.map(Double.init)
        for svg in [
            drawing(form, positions, values), drawing(form, values, positions),
            drawing(form, positions, values, words: values.map { "\($0.sign)" }),
        ] {
            _ = try PageOutline(svg)
            #expect(!svg.contains("nan") && !svg.contains("inf\""))
        }
    }

    @Test func `a line breaks where a value is none, and a point alone is a dot`() {
        let svg = drawing(.line, [0, 1, 2, 3, 4, 5], [1, 2, .nan, 3, .infinity, 4])
        #expect(svg.matches(of: /<g class="line s0"><path d="M[^M]*"\/>/).count == 1)
        #expect(svg.matches(of: /<circle/).count == 2)
        let chart = Chart(
            title: "t", xLabel: "x", yLabel: "y",
            sets: [
                Chart.PointSet(name: "", form: .line, x: [0, 1, 2], y: [.nan, 1, .infinity])
            ])
        #expect(ChartDrawing(chart).gaps == 2)
    }

    @Test func `a chart says in words what it shows`() {
        let svg = drawing(.bar, [0, 1], [2, 8], words: ["first", "second"])
        #expect(svg.contains("<title id=\"c-title\">t</title>"))
        #expect(svg.contains("Chart of n. Across: x: first, second. Up: y, 0 to 8.</desc>"))
        #expect(svg.contains("<title>second: 8</title>"))
    }

    @Test func `the least bar of a logarithmic axis can be seen`() throws {
        let svg = drawing(.bar, [0, 1, 2], [1e-5, 1e-2, 1])
        let heights = svg.matches(of: /height="([0-9.]+)"><title>/).compactMap { Double($0.1) }
        #expect(heights.count == 3 && heights.allSatisfy { $0 > 4 })
    }

    @Test func `long words under bars keep both their ends`() {
        let words = ["features.0.convolution.weight", "features.1.convolution.weight"]
        let svg = drawing(.bar, [0, 1], [1, 2], words: words)
        #expect(
            svg.contains(">features.0.c…ight</text>") && svg.contains(">features.1.c…ight</text>"))
    }

    @Test func `positions in equal steps stay linear, however many they are`() {
        let steps = (1...500).map(Double.init)
        #expect(!drawing(.line, steps, steps.map { $0 / 100 + 1 }).contains("x (log)"))
        #expect(drawing(.line, [1e-5, 1e-3, 1e-1], [1, 2, 3]).contains("x (log)"))
    }

    @Test(
        arguments: [[0], [0, 1, 2], [3, 4, 5, 6]] as [[Double]],
        [Chart.PointSet.Form.bar, .line])
    func `classes and epochs have no marks between them`(
        _ positions: [Double], _ form: Chart.PointSet.Form
    ) {
        let set = Chart.PointSet(name: "", form: form, x: positions, y: positions.map { _ in 1 })
        let chart = Chart(title: "", xLabel: "class", yLabel: "rows", sets: [set])
        let marks = chart.xScale.ticks.map(\.value)
        #expect(marks.allSatisfy { $0 == $0.rounded() }, "\(marks)")
        #expect(form == .line || marks == positions)
    }
}
