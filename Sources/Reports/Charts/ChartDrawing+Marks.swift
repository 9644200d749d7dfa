internal import Jobs

extension ChartDrawing {
    /// Returns the marks of set `index`.
    func marks(_ index: Int) -> String {
        let set = chart.sets[index]
        let body =
            switch set.form {
            case .line: line(set)
            case .bar: bars(set, index)
            case .scatter: cloud(set, index)
            }
        return body.isEmpty ? "" : "<g class=\"\(set.form) s\(chart.tone(index))\">\(body)</g>"
    }

    /// The rug: short strokes that stand on the bottom line.
    var rug: String {
        let strokes = chart.rug.compactMap { value in
            x.position(value).map { "M\(n(left + $0 * plotWidth)) \(n(top + plotHeight))v-9" }
        }
        guard !strokes.isEmpty else { return "" }
        return "<path class=\"rug\" d=\"\(strokes.joined())\"><title>"
            + "\(Markup.escape(chart.rugName))</title></path>"
    }

    /// A line with gaps where values are none; a point that stands alone becomes a dot.
    private func line(_ set: Chart.PointSet) -> String {
        var path = ""
        var dots = ""
        var run: [(x: Double, y: Double)] = []
        func finish() {
            if run.count == 1, let only = run.first {
                dots += "<circle cx=\"\(n(only.x))\" cy=\"\(n(only.y))\" r=\"2.5\"/>"
            } else if let first = run.first {
                path += "M\(n(first.x)) \(n(first.y))"
                path += run.dropFirst().map { "L\(n($0.x)) \(n($0.y))" }.joined()
            }
            run = []
        }
        for index in 0..<set.count {
            if let position = point(set, index) { run.append(position) } else { finish() }
        }
        finish()
        return (path.isEmpty ? "" : "<path d=\"\(path)\"/>") + dots
    }

    /// Bars from zero (from the bottom of a logarithmic axis), side by side where sets share
    /// positions.
    private func bars(_ set: Chart.PointSet, _ index: Int) -> String {
        let group = chart.sets.indices.filter { chart.sets[$0].form == .bar }
        let order = Double(group.firstIndex(of: index) ?? 0)
        let room = plotWidth * spacing * 0.8
        let width = max(1, room / Double(group.count))
        let base = top + (1 - (y.position(0) ?? 0)) * plotHeight
        return (0..<set.count).compactMap { index -> String? in
            guard let position = point(set, index) else { return nil }
            let start = position.x - width * Double(group.count) / 2 + order * width
            let (high, low) = (min(position.y, base), max(position.y, base))
            return """
                <rect x="\(n(start))" y="\(n(high))" width="\(n(max(0.5, width - 1)))" \
                height="\(n(max(low - high, 0.5)))"><title>\(note(set, index))</title></rect>
                """
        }.joined()
    }

    /// The share of the axis that lies between neighbouring bars.
    private var spacing: Double {
        let positions = Set(
            chart.sets.flatMap { set in set.x.prefix(set.count).compactMap { x.position($0) } }
        ).sorted()
        return zip(positions, positions.dropFirst()).map { $1 - $0 }.min() ?? 1
            / Double(max(1, chart.words.count))
    }

    private func cloud(_ set: Chart.PointSet, _ index: Int) -> String {
        let size = set.count > 400 ? 2.0 : 3.2
        return (0..<set.count).compactMap { index -> String? in
            guard let position = point(set, index) else { return nil }
            let circle = "<circle cx=\"\(n(position.x))\" cy=\"\(n(position.y))\" r=\"\(n(size))\""
            guard set.count <= 400 else { return circle + "/>" }
            return circle + "><title>\(note(set, index))</title></circle>"
        }.joined()
    }

    private func note(_ set: Chart.PointSet, _ index: Int) -> String {
        if index < set.notes.count { return Markup.escape(set.notes[index]) }
        let word = Int(exactly: set.x[index]).flatMap {
            chart.words.indices.contains($0) ? chart.words[$0] : nil
        }
        let across = word ?? Figure.text(set.x[index])
        return Markup.escape("\(across): \(Figure.text(set.y[index]))")
    }
}
