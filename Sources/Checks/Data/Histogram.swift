internal import Jobs

/// How often values of each size occur.
struct Histogram {
    let series: Series

    init(_ name: String, _ values: [Double], bins: Int = 30, xLabel: String = "value") {
        let finite = values.filter(\.isFinite)
        let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
        let width = high > low ? (high - low) / Double(bins) : 1
        var counts = [Double](repeating: 0, count: high > low ? bins : 1)
        for value in finite {
            counts[min(counts.count - 1, max(0, Int((value - low) / width)))] += 1
        }
        series = Series(
            name: name, kind: .line, xLabel: xLabel, yLabel: "count",
            x: counts.indices.map { low + (Double($0) + 0.5) * width }, y: counts)
    }
}
