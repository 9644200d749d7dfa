public import Experiments
internal import Datasets
public import Jobs

/// D02: every label names a class that the network's head has.
public enum Labels: Examination {
    public static let name = "labels"
    public static let verifies = "labels name classes that the network's head has"
    public static let expected = "whole numbers from 0 to classes − 1, at least two of them seen"
    public static let tier = 0
    public static let needs: [String] = []

    public static func examine(_ subject: Recipe) throws -> Finding {
        guard case .classes(let training, let classes) = subject.trainingData.targets,
            case .classes(let validation, _) = subject.validationData.targets
        else { return finding(.skipped, "the targets are numbers, not classes") }
        let labels = (training + validation).filter { $0 != subject.ignoredClass }
        let odd = subject.trainingData.oddLabels + subject.validationData.oddLabels
        let outside = labels.filter { $0 != Targets.noLabel && ($0 < 0 || $0 >= classes) }
        let seen = Set(training).subtracting(subject.ignoredClass.map { [$0] } ?? []).count
        let width = subject.headWidth == 1 ? 2 : subject.headWidth
        let measurements = [
            Measurement(name: "classes seen", value: Double(seen), expected: "2 to \(classes)"),
            Measurement(
                name: "labels that are no class", value: Double(outside.count + odd.count),
                expected: "0"),
            Measurement(
                name: "head width", value: Double(subject.headWidth),
                expected: classes == 2 ? "1 or 2" : "\(classes)"),
        ]
        let problem =
            problem(odd: odd.first.map { "\($0.value)" }, outside: outside, classes: classes)
            ?? (seen < 2 ? "all training rows have the same label, \(training.first ?? 0)" : nil)
            ?? (width != classes
                ? "the head has \(subject.headWidth) outputs for \(classes) classes" : nil)
        let counts = counts(of: training, classes: classes)
        let series = Series(
            name: "training labels", kind: .bar, xLabel: "class",
            yLabel: subject.targetShape.isEmpty ? "rows" : "positions",
            x: counts.indices.map(Double.init), y: counts.map(Double.init),
            ticks: subject.trainingData.classNames)
        if let problem {
            return finding(
                .failed, problem,
                advice: seen == 1
                    ? "Look at how the labels are read and split: the right column or array, not "
                        + "divided or rounded to one value, not the first rows of a sorted file."
                    : "Compare the file's labels with `classes` and with the last layer's "
                        + "width; classes count from 0.", measurements: measurements,
                series: [series])
        }
        return finding(
            .passed,
            "\(labels.count) labels in \(seen) of \(classes) classes"
                + ignored(training + validation, subject.ignoredClass),
            measurements: measurements, series: [series])
    }

    private static func counts(of labels: [Int32], classes: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: classes)
        for label in labels where counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
        return counts
    }

    private static func ignored(_ labels: [Int32], _ ignored: Int32?) -> String {
        guard let ignored else { return "" }
        return ", and \(labels.count { $0 == ignored }) of the class \(ignored), which the loss "
            + "leaves out"
    }

    private static func problem(odd: String?, outside: [Int32], classes: Int) -> String? {
        if let odd { return "the label \(odd) is not a whole number" }
        guard let first = outside.first else { return nil }
        return "\(outside.count) labels are no class from 0 to \(classes - 1), such as \(first)"
    }
}
