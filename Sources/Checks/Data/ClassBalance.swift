internal import Datasets
public import Jobs

/// D03: each class has rows enough to be learned, and as large a share in validation as in
/// training.
///
/// How unlike the classes' counts are is information; a class of very few rows beside well filled
/// ones warns, and so do shares that differ between the sets beyond chance (G-test).
public struct ClassBalance: DataCheck {
    public static let name = "class-balance"
    public static let verifies = "classes have rows enough, in like shares in both sets"
    public var expected: String {
        "\(leastRows) rows or more of each class; shares alike in training and validation"
    }
    public static let explains =
        [
            "class-recall", "split-parity", "output-collapse", "initial-predictions",
        ] + Symptoms.ofTraining

    @Threshold(0...1_000_000, "a class of fewer rows warns where the mean class has far more")
    public var leastRows = 10
    @Threshold(.unit, "so small a share of the mean class's rows is few")
    public var warnBelow = 0.2

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard case .classes(let training, let classes) = data.training.targets,
            case .classes(let validation, _) = data.validation.targets
        else { return finding(.skipped, "the targets are numbers, not classes") }
        guard data.training.targetShape.isEmpty else {
            return finding(.skipped, "each row has several classes, which come as they come")
        }
        let seen = LabelCounts(training, classes: classes, ignoring: data.ignoredClass)
        let held = LabelCounts(validation, classes: classes, ignoring: data.ignoredClass)
        let mean = Double(seen.total) / Double(max(1, seen.distinct))
        let rare = seen.counts.indices.filter {
            seen.counts[$0] > 0 && seen.counts[$0] < leastRows
                && Double(seen.counts[$0]) < warnBelow * mean
        }
        let test = Chance.independence(seen.counts, held.counts)
        let p = Chance.chiSquare(test.value, degrees: test.degrees)
        let filled = seen.counts.filter { $0 > 0 }
        let ratio = Double(filled.max() ?? 1) / Double(max(1, filled.min() ?? 1))
        let measurements = [
            Measurement(name: "largest by smallest class", value: ratio),
            Measurement(name: "classes of few rows", value: Double(rare.count), expected: "0"),
            Measurement(
                name: "chance of shares so unlike", value: p,
                expected: "≥ \(Figure.text(Significance.level))"),
        ]
        let series = [bars("training", seen, data), bars("validation", held, data)]
        if let first = rare.min(by: { seen.counts[$0] < seen.counts[$1] }) {
            return finding(
                .warned,
                "\(rare.count) of \(classes) classes have very few training rows: class "
                    + "\(name(first, data)) \(seen.counts[first]), the mean class "
                    + Figure.text(mean.rounded()),
                advice: "Collect more rows of them, weight or repeat them, and judge by recall "
                    + "class by class: accuracy hides them.",
                measurements: measurements, series: series)
        }
        if p < Significance.level {
            let odd = farthest(seen, held)
            return finding(
                .warned,
                "class \(name(odd, data)) is \(percent(seen, odd)) % of the training rows, but "
                    + "\(percent(held, odd)) % of the validation rows: chance gives so unlike "
                    + "shares once in \(Figure.text(1 / max(p, 1e-12)))",
                advice: "Split at random or by class (stratified), unless the data are meant to "
                    + "differ, such as by time or by person.",
                measurements: measurements, series: series)
        }
        return finding(
            .passed,
            "the largest class has \(Figure.text(ratio)) times the rows of the smallest, "
                + "and the shares of both sets agree", measurements: measurements, series: series)
    }

    private func name(_ label: Int, _ data: CheckedData) -> String {
        let names = data.training.classNames
        return names.indices.contains(label) ? "\"\(names[label])\"" : "\(label)"
    }

    private func share(_ counts: LabelCounts, _ label: Int) -> Double {
        Double(counts.counts[label]) / Double(max(1, counts.total))
    }

    private func percent(_ counts: LabelCounts, _ label: Int) -> String {
        Figure.text((1000 * share(counts, label)).rounded() / 10)
    }

    private func farthest(_ seen: LabelCounts, _ held: LabelCounts) -> Int {
        seen.counts.indices.max {
            abs(share(seen, $0) - share(held, $0)) < abs(share(seen, $1) - share(held, $1))
        } ?? 0
    }

    private func bars(_ name: String, _ counts: LabelCounts, _ data: CheckedData) -> Series {
        Series(
            name: "\(name) rows by class", kind: .bar, xLabel: "class", yLabel: "rows",
            x: counts.counts.indices.map(Double.init), y: counts.counts.map(Double.init),
            ticks: data.training.classNames)
    }
}
