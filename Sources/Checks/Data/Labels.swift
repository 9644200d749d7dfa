internal import Datasets
public import Jobs

/// D02: every label names a class that the network's head has, and each class is there to learn.
public struct Labels: DataCheck {
    public static let name = "labels"
    public static let verifies = "labels name classes that the network's head has"
    public var expected: String {
        "whole numbers from 0 to classes − 1, at least two of them seen, all of them in training"
    }
    public static let needs: [String] = []
    public static let explains =
        [
            InitialLoss.name, "initial-predictions", OverfitOneBatch.name, LabelPermutation.name,
            "class-recall", "output-collapse", "split-parity", "class-balance",
        ] + Symptoms.ofTraining

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard case .classes(let training, let classes) = data.training.targets,
            case .classes(let validation, _) = data.validation.targets
        else { return finding(.skipped, "the targets are numbers, not classes") }
        let seen = LabelCounts(training, classes: classes, ignoring: data.ignoredClass)
        let held = LabelCounts(validation, classes: classes, ignoring: data.ignoredClass)
        let width = data.headWidth == 1 ? 2 : data.headWidth ?? classes
        let problem =
            oddLabel(data) ?? seen.outside(held, classes)
            ?? (seen.distinct < 2
                ? "all training rows have the same label, \(training.first ?? 0)" : nil)
            ?? (width != classes
                ? "the head has \(data.headWidth ?? 0) outputs for \(classes) classes" : nil)
        let measurements = measurements(data, seen, held, classes)
        let series = Series(
            name: "training labels", kind: .bar, xLabel: "class",
            yLabel: data.training.targetShape.isEmpty ? "rows" : "positions",
            x: seen.counts.indices.map(Double.init), y: seen.counts.map(Double.init),
            ticks: data.training.classNames)
        if let problem {
            return finding(
                .failed, problem,
                advice: seen.distinct == 1
                    ? "Look at how the labels are read and split: the right column or array, not "
                        + "divided or rounded to one value, not the first rows of a sorted file."
                    : "Compare the file's labels with `classes` and with the last layer's "
                        + "width; classes count from 0.", measurements: measurements,
                series: [series])
        }
        let unseen = seen.counts.indices.filter { seen.counts[$0] == 0 }
        if !unseen.isEmpty, data.training.tokens.isEmpty, seen.ignored == 0 {
            return finding(
                .warned,
                "\(unseen.count) of \(classes) classes never occur in training, first "
                    + name(unseen[0], data) + strangers(unseen, held),
                advice: "Correct `classes`, or look at how the rows are split: what is never "
                    + "seen can't be learned, and outputs for it only widen the head.",
                measurements: measurements, series: [series])
        }
        let away = held.counts.indices.filter { held.counts[$0] == 0 && seen.counts[$0] > 0 }
        return finding(
            .passed,
            "\(seen.total + held.total) labels in \(seen.distinct) of \(classes) classes"
                + ignored(seen.ignored + held.ignored, data.ignoredClass)
                + (away.isEmpty || !data.training.tokens.isEmpty
                    ? ""
                    : "; \(away.count) of them, first \(name(away[0], data)), have no validation "
                        + "row"),
            measurements: measurements, series: [series])
    }

    private func oddLabel(_ data: CheckedData) -> String? {
        for (rows, name) in [(data.training, "training"), (data.validation, "validation")] {
            guard let odd = rows.oddLabels.first else { continue }
            let count = rows.oddLabels.count { $0.value.isNaN }
            return odd.value.isNaN
                ? "\(count) labels are missing, the first in \(name) row \(odd.row)"
                : "the label \(odd.value) is not a whole number (\(name) row \(odd.row))"
        }
        return nil
    }

    private func name(_ label: Int, _ data: CheckedData) -> String {
        let names = data.training.classNames
        return names.indices.contains(label) ? "\"\(names[label])\"" : "\(label)"
    }

    private func strangers(_ unseen: [Int], _ held: LabelCounts) -> String {
        let rows = unseen.reduce(0) { $0 + held.counts[$1] }
        return rows == 0 ? "" : ", though \(rows) validation labels are of them"
    }

    private func measurements(
        _ data: CheckedData, _ seen: LabelCounts, _ held: LabelCounts, _ classes: Int
    ) -> [Measurement] {
        let odd = data.training.oddLabels.count + data.validation.oddLabels.count
        return [
            Measurement(
                name: "classes seen", value: Double(seen.distinct), expected: "2 to \(classes)"),
            Measurement(
                name: "labels that are no class",
                value: Double(seen.outside.count + held.outside.count + odd), expected: "0"),
            Measurement(
                name: "head width", value: Double(data.headWidth ?? classes),
                expected: classes == 2 ? "1 or 2" : "\(classes)"),
        ]
    }

    private func ignored(_ count: Int, _ ignored: Int32?) -> String {
        guard let ignored else { return "" }
        return ", and \(count) of the class \(ignored), which the loss leaves out"
    }
}
