internal import Datasets
internal import ElementaryFunctions
public import Jobs
internal import Networks

/// D14: the targets of a regression have about unit scale, so that the first loss and its
/// gradients do.
///
/// A standard deviation outside 0.1 … 10, or a mean more than ten of them from 0, warns and says
/// what standardises them.
public struct TargetScale: DataCheck {
    public static let name = "target-scale"
    public static let verifies = "targets have about unit scale"
    public var expected: String {
        "standard deviation \(Figure.text(warnBelow)) to \(Figure.text(warnAbove)), mean within "
            + "\(Figure.text(warnMean)) of them"
    }
    public static let needs = [Schema.name]
    public static let explains =
        [
            InitialLoss.name, OverfitOneBatch.name, Stability.name,
            LossDecreases.name, "learning-rate", "prior-bias", "predicted-drop", "update-ratio",
            LossMetricAgreement.name, "plateau", LabelPermutation.name, "curvature", "step-length",
            "rate-sweep", "batch-size", "dying-units", "output-collapse", "weight-norms",
        ] + Symptoms.ofTraining

    @Threshold(.positive, "a target's standard deviation below this warns")
    public var warnBelow = 0.1
    @Threshold(.positive, "a target's standard deviation above this warns")
    public var warnAbove = 10.0
    @Threshold(.positive, "a mean so many standard deviations from 0 warns")
    public var warnMean = 10.0

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        guard case .values(let values, let width) = data.training.targets else {
            return finding(.skipped, "the targets are classes, which have no scale")
        }
        if let loss = data.loss, loss.expectedOutputs != .values {
            return finding(.skipped, "the loss takes targets of a range of its own")
        }
        let columns = width <= 64 ? width : 1
        var sums = ColumnSums(columns: columns, width: columns)
        values.withUnsafeBufferPointer { sums.add($0) }
        let found = sums.columns()
        let varying = found.indices.filter { !found[$0].isConstant && !isRare(found[$0]) }
        guard let worst = varying.max(by: { distance(found[$0]) < distance(found[$1]) }) else {
            return finding(.skipped, "the targets take two values or one: no scale to judge")
        }
        let (mean, deviation) = (found[worst].mean, found[worst].deviation)
        let name = columns == 1 ? "the targets" : "target \(worst)"
        let measurements = [
            Measurement(
                name: "standard deviation", value: deviation,
                expected: "\(Figure.text(warnBelow)) to \(Figure.text(warnAbove))"),
            Measurement(name: "mean", value: mean),
            Measurement(name: "smallest", value: Double(found[worst].minimum)),
            Measurement(name: "largest", value: Double(found[worst].maximum)),
        ]
        let histogram = Histogram(
            "values of \(name)",
            stride(from: worst, to: values.count, by: columns).prefix(100_000).map {
                Double(values[$0])
            })
        let isOff = !(warnBelow...warnAbove).contains(deviation)
        guard isOff || abs(mean) > warnMean * deviation else {
            return finding(
                .passed,
                "\(name) have standard deviation \(Figure.text(deviation)) and mean "
                    + Figure.text(mean), measurements: measurements, series: [histogram.series])
        }
        return finding(
            .warned,
            "\(name) have standard deviation \(Figure.text(deviation)) and mean "
                + "\(Figure.text(mean)), from \(Figure.text(Double(found[worst].minimum))) to "
                + Figure.text(Double(found[worst].maximum)),
            advice: "Standardise the targets before saving them: (y - \(Figure.text(mean))) / "
                + "\(Figure.text(deviation)); the first losses and gradients are as large as they "
                + "are far from 0.",
            measurements: measurements, series: [histogram.series])
    }

    /// Whether a target is a mark of 0 or 1 rather than a quantity.
    private func isRare(_ column: DataScan.Column) -> Bool {
        let (low, high) = (Double(column.minimum), Double(column.maximum))
        guard low == 0 || low == -1, high == 1 else { return false }
        let share = (column.mean - low) / (high - low)
        // Two values alone have this deviation: sqrt(p (1 - p)).
        return abs(column.deviation - (high - low) * (share * (1 - share)).squareRoot()) < 1e-4
    }

    private func distance(_ column: DataScan.Column) -> Double {
        max(
            abs(Double.log(column.deviation)) / Double.log(warnAbove),
            abs(column.mean) / (warnMean * column.deviation))
    }
}
