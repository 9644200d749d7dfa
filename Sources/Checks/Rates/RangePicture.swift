internal import ElementaryFunctions
internal import Jobs
internal import Training

/// A range test as a picture: a curve for each order of the rows, and upright lines at the own
/// rate, the valley and the suggestion.
struct RangePicture {
    let ranges: [LearningRateRange]
    let own: Double
    var valley: Double?
    var suggestion: Double?

    init(_ ranges: [LearningRateRange], own: Double) {
        self.ranges = ranges
        self.own = own
    }

    var series: [Series] {
        let curves = ranges.enumerated().map { index, range in
            one("loss, order \(index + 1)", x: range.rates.map(Double.log10), y: range.smoothed)
        }
        let losses = curves.flatMap(\.y).filter(\.isFinite)
        guard let low = losses.min(), let high = losses.max() else { return curves }
        let marks = [
            ("own rate \(Figure.text(own))", own),
            valley.map { ("valley \(Figure.text($0))", $0) },
            suggestion.map { ("suggestion \(Figure.text($0))", $0) },
        ].compactMap { $0 }
        return curves
            + marks.map { name, rate in
                one(name, x: Array(repeating: Double.log10(rate), count: 2), y: [low, high])
            }
    }

    private func one(_ name: String, x: [Double], y: [Double]) -> Series {
        Series(
            name: name, kind: .line, xLabel: "log10 of the learning rate", yLabel: "smoothed loss",
            x: x, y: y)
    }
}
