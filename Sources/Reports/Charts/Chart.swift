/// What a chart shows, before it is drawn.
package struct Chart: Hashable, Sendable {
    /// One set of points in one colour.
    package struct PointSet: Hashable, Sendable {
        package enum Form: Hashable, Sendable {
            case line, bar, scatter
        }

        package var name: String
        package var form: Form
        package var x: [Double]
        package var y: [Double]
        /// Words that a pointer over a point brings up; empty for none.
        package var notes: [String]
        /// Which of the page's colours it takes; nil takes its index among the sets.
        package var tone: Int?

        var count: Int { min(x.count, y.count) }

        package init(name: String, form: Form, x: [Double], y: [Double], notes: [String] = []) {
            self.name = name
            self.form = form
            self.x = x
            self.y = y
            self.notes = notes
        }
    }

    package var title: String
    package var xLabel: String
    package var yLabel: String
    package var sets: [PointSet]
    /// Words for the positions 0, 1, 2, …; empty where the numbers speak.
    package var words: [String] = []
    /// Positions marked along the bottom, such as those of trials without a metric.
    package var rug: [Double] = []
    /// What the rug's marks stand for.
    package var rugName = ""
    /// Whether the x axis is logarithmic; nil decides by the values.
    package var hasLogarithmicX: Bool?

    package init(title: String, xLabel: String, yLabel: String, sets: [PointSet]) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.sets = sets
    }

    /// Which of the page's six colours set `index` takes.
    func tone(_ index: Int) -> Int { (sets[index].tone ?? index) % 6 }

    package var xScale: Scale {
        let values = sets.flatMap { $0.x.prefix($0.count) } + rug
        if !words.isEmpty || sets.contains(where: { $0.form == .bar }) { return barScale(values) }
        let finite = values.filter(Scale.isDrawable)
        let isEven = sets.allSatisfy { Self.isEven($0.x) }
        let isScatter = sets.contains { $0.form == .scatter }
        return Scale(
            covering: finite, logarithmic: hasLogarithmicX ?? (isEven ? false : nil),
            widened: false, margin: isScatter ? 0.03 : 0, leastStep: Self.leastStep(finite))
    }

    /// Half a bar's room at either end.
    private func barScale(_ values: [Double]) -> Scale {
        let positions = Set(values.filter(Scale.isDrawable)).sorted()
        let gap = zip(positions, positions.dropFirst()).map { $1 - $0 }.min() ?? 1
        let low = positions.first ?? 0
        let high = max(positions.last ?? 0, words.isEmpty ? low : Double(words.count - 1))
        return Scale(
            covering: [low - gap / 2, high + gap / 2], logarithmic: false, widened: false,
            leastStep: Self.leastStep(positions))
    }

    /// There is no class 0.5 and no epoch 1.2.
    private static func leastStep(_ positions: [Double]) -> Double {
        positions.allSatisfy { $0 == $0.rounded() } ? 1 : 0
    }

    /// The least bar of a logarithmic axis keeps some height.
    var yScale: Scale {
        let values = sets.flatMap { $0.y.prefix($0.count) }
        let hasBars = sets.contains { $0.form == .bar }
        let scale = Scale(covering: values, includesZero: hasBars)
        return hasBars && scale.isLogarithmic ? Scale(covering: values, margin: 0.06) : scale
    }

    /// Whether positions follow each other in equal steps, as epochs do: those say more on a linear
    /// axis, however many there are.
    private static func isEven(_ positions: [Double]) -> Bool {
        guard positions.count > 2 else { return true }
        let steps = zip(positions, positions.dropFirst()).map { $1 - $0 }
        guard let least = steps.min(), let most = steps.max() else { return true }
        return least > 0 && most - least <= most * 1e-6
    }
}
