public import Experiments
internal import Datasets
public import Jobs

/// D02: every label names a class that the network's head has.
public struct Labels: Examination {
    public static let name = "labels"
    public static let verifies = "labels name classes that the network's head has"
    public var expected: String { "whole numbers from 0 to classes − 1, at least two of them seen" }
    public static let tier = 0
    public static let needs: [String] = []

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        guard case .classes(let training, let classes) = recipe.trainingData.targets,
            case .classes(let validation, _) = recipe.validationData.targets
        else { return finding(.skipped, "the targets are numbers, not classes") }
        let labels = (training + validation).filter { $0 != recipe.ignoredClass }
        let odd = recipe.trainingData.oddLabels + recipe.validationData.oddLabels
        let outside = labels.filter { $0 != Targets.noLabel && ($0 < 0 || $0 >= classes) }
        let seen = Set(training).subtracting(recipe.ignoredClass.map { [$0] } ?? []).count
        let width = recipe.headWidth == 1 ? 2 : recipe.headWidth
        let measurements = [
            Measurement(name: "classes seen", value: Double(seen), expected: "2 to \(classes)"),
            Measurement(
                name: "labels that are no class", value: Double(outside.count + odd.count),
                expected: "0"),
            Measurement(
                name: "head width", value: Double(recipe.headWidth),
                expected: classes == 2 ? "1 or 2" : "\(classes)"),
        ]
        let problem =
            problem(odd: odd.first.map { "\($0.value)" }, outside: outside, classes: classes)
            ?? (seen < 2 ? "all training rows have the same label, \(training.first ?? 0)" : nil)
            ?? (width != classes
                ? "the head has \(recipe.headWidth) outputs for \(classes) classes" : nil)
        let counts = counts(of: training, classes: classes)
        let series = Series(
            name: "training labels", kind: .bar, xLabel: "class",
            yLabel: recipe.targetShape.isEmpty ? "rows" : "positions",
            x: counts.indices.map(Double.init), y: counts.map(Double.init),
            ticks: recipe.trainingData.classNames)
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
                + ignored(training + validation, recipe.ignoredClass),
            measurements: measurements, series: [series])
    }

    private func counts(of labels: [Int32], classes: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: classes)
        for label in labels where counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
        return counts
    }

    private func ignored(_ labels: [Int32], _ ignored: Int32?) -> String {
        guard let ignored else { return "" }
        return ", and \(labels.count { $0 == ignored }) of the class \(ignored), which the loss "
            + "leaves out"
    }

    private func problem(odd: String?, outside: [Int32], classes: Int) -> String? {
        if let odd { return "the label \(odd) is not a whole number" }
        guard let first = outside.first else { return nil }
        return "\(outside.count) labels are no class from 0 to \(classes - 1), such as \(first)"
    }
}
