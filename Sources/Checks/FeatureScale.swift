public import Experiments
internal import Datasets
internal import Foundation
public import Jobs

/// D05: inputs have about unit scale, so that one learning rate suits all weights.
///
/// The standard deviation of each feature (channel, for images) outside 0.1 … 10 warns, as does
/// λmax(XᵀX / n) · learning rate > 2 for a purely linear network under gradient descent.
public enum FeatureScale: Examination {
    public static let name = "feature-scale"
    public static let verifies = "inputs have about unit scale"
    public static let expected = "standard deviation of every varying feature 0.1 to 10"
    public static let tier = 0
    public static let needs = [Schema.name]

    public static func examine(_ subject: Recipe) throws -> Finding {
        if subject.takesIds {
            return finding(.skipped, "the inputs are ids of an embedding, which have no scale")
        }
        let data = subject.trainingData
        let columns = ColumnStatistics.columns(of: data.inputs, count: data.columnCount)
        let varying = columns.indices.filter { !columns[$0].isConstant }
        let kind = data.isImages ? "channels" : "features"
        guard !varying.isEmpty else {
            return finding(
                .warned, "no feature varies: all \(columns.count) are constant",
                advice: "The network sees the same input in every row: check how data are read.")
        }
        let off = varying.filter { !(0.1...10).contains(columns[$0].deviation) }
        let worst =
            varying.max {
                abs(log(columns[$0].deviation)) < abs(log(columns[$1].deviation))
            } ?? 0
        let extreme = varying.map { largestScore(columns[$0]) }.max() ?? 0
        let measurements = [
            Measurement(
                name: "features off scale", value: Double(off.count), expected: "0"),
            Measurement(
                name: "standard deviation of \(subject.columnName(worst))",
                value: columns[worst].deviation, expected: "0.1 to 10"),
            Measurement(name: "mean of \(subject.columnName(worst))", value: columns[worst].mean),
            Measurement(
                name: "largest distance from a mean", value: extreme, unit: "standard deviations"),
        ]
        let series = Series(
            name: "scale of the inputs", kind: .bar,
            xLabel: data.isImages ? "channel" : "feature", yLabel: "standard deviation",
            x: columns.indices.map(Double.init), y: columns.map(\.deviation))
        if !off.isEmpty {
            return finding(
                .warned,
                "\(off.count) of \(varying.count) varying features are off scale; "
                    + "\(subject.columnName(worst)) has standard deviation "
                    + Figure.text(columns[worst].deviation),
                advice: "Standardise the inputs: `normalize: standard`.",
                measurements: measurements, series: [series])
        }
        if let product = subject.linearStability, product > 2 {
            return finding(
                .warned,
                "learning rate times the inputs' largest curvature is \(Figure.text(product)) > 2",
                advice: "Gradient descent on a linear model diverges there: lower the learning "
                    + "rate or standardise the inputs.", measurements: measurements,
                series: [series])
        }
        return finding(
            .passed,
            "\(varying.count) of \(columns.count) \(kind) vary, with standard deviations of "
                + "0.1 to 10",
            measurements: measurements, series: [series])
    }

    private static func largestScore(_ column: ColumnStatistics) -> Double {
        max(column.maximum - column.mean, column.mean - column.minimum) / column.deviation
    }
}
