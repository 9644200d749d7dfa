internal import Experiments
internal import Jobs

/// What the real run and those on drawn targets came to.
struct PermutationOutcome {
    let real: ProbeResult
    let drawn: [ProbeResult]
    /// The mean score of the drawn runs, and of constants on their targets.
    let mean: Double
    let chance: Double
    /// The lower end of the interval of how far they beat a constant, by Student's t at the checks'
    /// level.
    let lower: Double
    /// The smaller of both p, of the real loss and of the real score as one more of the drawn ones,
    /// by Student's t.
    let p: Double

    init(_ runs: [ProbeResult]) {
        real = runs[0]
        drawn = Array(runs.dropFirst())
        let gains = drawn.map { $0["score"] - $0["chance"] }
        mean = Statistics.mean(drawn.map { $0["score"] })
        chance = Statistics.mean(drawn.map { $0["chance"] })
        let freedom = max(gains.count - 1, 1)
        lower =
            Statistics.mean(gains)
            - Statistics.studentQuantile(tail: Significance.level, freedom: freedom)
            * Statistics.deviation(gains) / Double(max(gains.count, 1)).squareRoot()
        p = min(
            Self.tail(of: runs[0]["score"], among: drawn.map { $0["score"] }),
            Self.tail(of: -runs[0]["loss"], among: drawn.map { -$0["loss"] }))
    }

    /// How likely a further value of the same normal distribution is at least as large.
    private static func tail(of value: Double, among others: [Double]) -> Double {
        let count = Double(others.count)
        let spread = Statistics.deviation(others) * (1 + 1 / count).squareRoot()
        let excess = value - Statistics.mean(others)
        guard spread > 0 else { return excess > 0 ? 0 : 1 }
        return Statistics.studentTail(excess / spread, freedom: max(others.count - 1, 1))
    }

    var score: Double { real["score"] }
    var rows: Double { real["rows"] }
    var nearCopies: Double { real["near copies"] }
    var judgesLeaks: Bool { real["judges leaks"] == 1 }
    /// Whether the real run came below guessing on its own training rows.
    var learned: Bool { real["learned"] == 1 }

    func measurements(_ warnAbove: Double, _ failAbove: Double) -> [Measurement] {
        [
            Measurement(name: "held-out score, real targets", value: score),
            Measurement(
                name: "held-out score, drawn targets", value: mean,
                expected: "about \(Figure.text(chance))"),
            Measurement(
                name: "drawn targets over a constant, lower end", value: lower,
                expected: "≤ \(Figure.text(failAbove))"),
            Measurement(
                name: "p of the real loss or score among theirs", value: p,
                expected: "≤ \(Figure.text(warnAbove))"),
        ]
    }

    var series: Series {
        Series(
            name: "held-out score", kind: .bar, xLabel: "run", yLabel: "score",
            x: (0...drawn.count).map(Double.init), y: [score] + drawn.map { $0["score"] },
            ticks: ["real"] + drawn.indices.map { "\($0 + 1)" })
    }
}
