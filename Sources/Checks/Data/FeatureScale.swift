public import Experiments
internal import Datasets
internal import Foundation
public import Jobs

/// D05: inputs have about unit scale, so that one learning rate suits all weights.
///
/// The standard deviation of each feature (channel, for images) outside 0.1 … 10 warns, as does
/// λmax(XᵀX / n) · learning rate > 2 for a purely linear network under gradient descent.
public struct FeatureScale: Examination {
    public static let name = "feature-scale"
    public static let verifies = "inputs have about unit scale"
    public var expected: String { "standard deviation of every varying feature \(range)" }

    private var range: String { "\(Figure.text(warnBelow)) to \(Figure.text(warnAbove))" }
    public static let tier = 0
    public static let needs = [Schema.name]

    @Threshold(.positive, "a feature's standard deviation below this warns")
    public var warnBelow = 0.1
    @Threshold(.positive, "a feature's standard deviation above this warns")
    public var warnAbove = 10.0
    @Threshold(.positive, "a linear model's learning rate times largest curvature above this warns")
    public var warnCurvature = 2.0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        if recipe.takesIds {
            return finding(.skipped, "the inputs are ids of an embedding, which have no scale")
        }
        let data = recipe.trainingData
        let columns = ColumnStatistics.columns(of: data.inputs, count: data.columnCount)
        let varying = columns.indices.filter { !columns[$0].isConstant }
        let kind = data.isImages ? "channels" : "features"
        guard !varying.isEmpty else {
            return finding(
                .warned, "no feature varies: all \(columns.count) are constant",
                advice: "The network sees the same input in every row: check how data are read.")
        }
        let off = varying.filter {
            !(columns[$0].deviation >= warnBelow && columns[$0].deviation <= warnAbove)
        }
        let worst =
            varying.max {
                abs(log(columns[$0].deviation)) < abs(log(columns[$1].deviation))
            } ?? 0
        let extreme = varying.map { largestScore(columns[$0]) }.max() ?? 0
        let measurements = [
            Measurement(
                name: "features off scale", value: Double(off.count), expected: "0"),
            Measurement(
                name: "standard deviation of \(recipe.columnName(worst))",
                value: columns[worst].deviation, expected: range),
            Measurement(name: "mean of \(recipe.columnName(worst))", value: columns[worst].mean),
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
                    + "\(recipe.columnName(worst)) has standard deviation "
                    + Figure.text(columns[worst].deviation),
                advice: "Standardise the inputs: `normalize: standard`.",
                measurements: measurements, series: [series])
        }
        if let product = recipe.linearStability, product > warnCurvature {
            return finding(
                .warned,
                "learning rate times the inputs' largest curvature is \(Figure.text(product)) > "
                    + Figure.text(warnCurvature),
                advice: "Gradient descent on a linear model diverges there: lower the learning "
                    + "rate or standardise the inputs.", measurements: measurements,
                series: [series])
        }
        return finding(
            .passed,
            "\(varying.count) of \(columns.count) \(kind) vary, with standard deviations of "
                + range,
            measurements: measurements, series: [series])
    }

    private func largestScore(_ column: ColumnStatistics) -> Double {
        max(column.maximum - column.mean, column.mean - column.minimum) / column.deviation
    }
}
