public import Jobs

/// T07: after the training, a layer's units answer to something. A unit is dead whose output is the
/// same for all rows; a layer all of whose units are dead fails, one with more than 90 % warns.
public struct DyingUnits: CourseMonitor {
    public static let name = "dying-units"
    public static let verifies = "training leaves the units of activations alive"
    public static let explains =
        [
            "output-collapse", "loss-decreases", "plateau", "underfit", "unchanged-tensors",
            "class-recall", "gradient-by-depth",
        ] + Symptoms.ofTraining
    public var expected: String {
        "at most \(Figure.text(100 * warnAbove)) % of a layer's units the same for all rows"
    }

    @Threshold(.unit, "a larger share of dead units in a layer warns; all of them fail")
    public var warnAbove = 0.9

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let looks = course.glances.filter { $0.rows == .training && !$0.layers.isEmpty }
        guard let last = looks.last, last.step > 0, last.count >= 32 else {
            return finding(
                .skipped, "nobody looked at activations that can die, over enough rows")
        }
        let shares = last.layers.map { Double($0.dead) / Double(max($0.units, 1)) }
        let before = looks.first?.layers.map(\.dead) ?? []
        let measurements = zip(last.layers, shares).prefix(8).map { layer, share in
            Measurement(
                name: "dead units of \(layer.path) (\(layer.kind))", value: 100 * share,
                expected: "≤ \(Figure.text(100 * warnAbove))", unit: "%")
        }
        let series = last.layers.indices.prefix(6).map { index in
            Series(
                name: last.layers[index].path, kind: .line, xLabel: "step", yLabel: "dead units",
                x: looks.map { Double($0.step) },
                y: looks.map {
                    $0.layers.indices.contains(index) ? Double($0.layers[index].dead) : .nan
                })
        }
        let worst = shares.indices.max { shares[$0] < shares[$1] } ?? 0
        let layer = last.layers[worst]
        let words =
            "\(layer.dead) of \(layer.units) units of \(layer.path) (\(layer.kind)) are the "
            + "same for "
            + "all of \(last.count) rows"
            + (before.indices.contains(worst) ? ", \(before[worst]) at the first look" : "")
        let verdict: Finding.Verdict =
            layer.dead == layer.units ? .failed : shares[worst] > warnAbove ? .warned : .passed
        return finding(
            verdict, words,
            advice: "Lower the learning rate, standardise the inputs, initialise biases at 0, or "
                + "use leaky-relu.", measurements: measurements, series: series)
    }
}
