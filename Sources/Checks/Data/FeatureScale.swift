internal import Datasets
public import Jobs

/// D05: inputs have about unit scale, so that one learning rate suits all weights.
///
/// The standard deviation of each feature (channel, for images) outside 0.1 … 10 warns, as do a
/// mean more than three standard deviations from 0 and λmax(XᵀX / n) · learning rate > 2 for a
/// purely linear network under gradient descent. Columns of two values and those that hardly vary
/// are left out. Validation inputs of another scale fail.
public struct FeatureScale: DataCheck {
    public static let name = "feature-scale"
    public static let verifies = "inputs have about unit scale"
    public var expected: String { "standard deviation of every varying feature \(range)" }

    private var range: String { "\(Figure.text(warnBelow)) to \(Figure.text(warnAbove))" }
    public static let needs = [Schema.name]
    public static let explains =
        [
            InitialLoss.name, ForwardSignal.name, BackwardSignal.name, "dead-units",
            "initial-saturation", "saturation", "dying-units", OverfitOneBatch.name, Stability.name,
            LossDecreases.name, "learning-rate", FirstUpdateRatio.name, "initial-predictions",
            "update-ratio", "predicted-drop", "split-parity",
        ] + Symptoms.ofTraining

    @Threshold(.positive, "a feature's standard deviation below this warns")
    public var warnBelow = 0.1
    @Threshold(.positive, "a feature's standard deviation above this warns")
    public var warnAbove = 10.0
    @Threshold(.positive, "a mean so many standard deviations from 0 warns")
    public var warnMean = 3.0
    @Threshold(.positive, "a linear model's learning rate times largest curvature above this warns")
    public var warnCurvature = 2.0
    @Threshold(.positive, "validation inputs of a scale so many times larger or smaller fail")
    public var failRatio = 10.0

    public init() {}

    public func examine(_ data: CheckedData) throws -> Finding {
        if data.takesIds || !data.training.tokens.isEmpty {
            return finding(.skipped, "the inputs are ids of an embedding, which have no scale")
        }
        let scales = ColumnScales(data)
        let kind = data.training.isImages ? "channels" : "features"
        guard let worst = scales.worst else {
            return finding(.skipped, "no feature varies: the check `constants` judges that")
        }
        let off = scales.judged.filter { !(warnBelow...warnAbove).contains($0.deviation) }
        let shifted = scales.judged.filter { abs($0.mean) > warnMean * $0.deviation }
        let measurements = scales.measurements(data, off: off.count, expected: range)
        let series = [scales.series(data)]
        if let ratio = scales.ratio, ratio > failRatio || ratio < 1 / failRatio {
            return finding(
                .failed,
                "the validation inputs' scale is \(Figure.text(ratio)) times the training inputs'",
                advice: "Scale both sets alike, by figures of the training rows: one of them may "
                    + "have been divided by 255, or standardised, before it was saved.",
                explains: Self.explains + ["loss-metric-agreement"], measurements: measurements,
                series: series)
        }
        if data.isUnscaled {
            return finding(
                .passed,
                "as read, \(off.count) of \(scales.varying) varying \(kind) have a standard "
                    + "deviation outside \(range)"
                    + (off.isEmpty ? "" : ": `normalize: standard` in an experiment mends that"),
                measurements: measurements, series: series)
        }
        if let first = off.isEmpty ? shifted.first : worst {
            return finding(
                .warned,
                "\(off.isEmpty ? shifted.count : off.count) of \(scales.varying) varying "
                    + "features are off scale; \(data.columnName(first.column)) has "
                    + (off.isEmpty
                        ? "mean \(Figure.text(first.mean)) and standard deviation "
                        : "standard deviation ")
                    + Figure.text(first.deviation),
                advice: "Standardise the inputs: `normalize: standard`.",
                measurements: measurements, series: series)
        }
        if let product = data.linearStability, product > warnCurvature {
            return finding(
                .warned,
                "learning rate times the inputs' largest curvature is \(Figure.text(product)) > "
                    + Figure.text(warnCurvature),
                advice: "Gradient descent on a linear model diverges there: lower the learning "
                    + "rate or standardise the inputs.", measurements: measurements,
                series: series)
        }
        return finding(
            .passed,
            "\(scales.varying) of \(data.training.columnCount) \(kind) vary, with standard "
                + "deviations of \(range)",
            measurements: measurements, series: series)
    }
}
