internal import Experiments
public import Jobs
internal import Training

/// T12: the validation loss does not rise for long while the score falls with it. Warns where the
/// last three epochs lie above the lowest by 10 % and 3 standard deviations, and the score below
/// its best beyond noise.
public struct Overtraining: CourseMonitor {
    public static let name = "overtraining"
    public static let verifies = "validation does not get worse while training goes on"
    public var expected: String {
        "a validation loss within \(Figure.text(100 * least)) % of its lowest, or a score that "
            + "holds"
    }

    @Threshold(.notNegative, "a rise from the lowest validation loss by a smaller share is none")
    public var least = 0.1

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let known = course.epochs.filter { $0.metrics["validation-loss"] != nil }
        let losses = known.map { $0.metrics["validation-loss"] ?? .nan }
        guard losses.count >= 6 else {
            return finding(.skipped, "\(losses.count) epochs are too few to tell")
        }
        let scores = known.compactMap {
            $0.metrics["validation-accuracy"] ?? $0.metrics["validation-r2"]
        }
        let rise = CurveShape.rise(losses)
        let drop = scores.count == losses.count ? CurveShape.rise(scores.map { 1 - $0 }) : nil
        let fallen = (scores.max() ?? 0) - Statistics.median(Array(scores.suffix(3)))
        let measurements = [
            Measurement(
                name: "rise of the validation loss from its lowest",
                value: 100 * (rise?.share ?? 0),
                expected: "≤ \(Figure.text(100 * least))", unit: "%"),
            Measurement(name: "fall of the score from its best", value: max(fallen, 0)),
        ]
        let series = [
            Series(
                name: "validation", kind: .line, xLabel: "epoch", yLabel: "loss",
                x: known.map { Double($0.epoch) }, y: losses)
        ]
        guard let rise, rise.share > least, rise.deviations > 3 else {
            return finding(
                .passed, "the validation loss ends near its lowest", measurements: measurements,
                series: series)
        }
        let words =
            "the validation loss rose by \(Figure.text(100 * rise.share)) % since epoch "
            + "\(known[rise.lowest].epoch)"
        let end = Statistics.median(Array(scores.suffix(3)))
        // A share of few rows scatters: that of n rows by √(p (1 − p) / n).
        let rows = course.last(.validation)?.count ?? 100
        let noise = (max(end * (1 - end), 0.01) / Double(rows)).squareRoot()
        guard fallen > max(0.05, 4 * noise), let drop, drop.deviations > 3 else {
            return finding(
                .passed, words + ", but the score holds", measurements: measurements,
                series: series)
        }
        return finding(
            .warned, words + ", and the score fell by \(Figure.text(fallen))",
            advice: "Stop early (`early-stopping`), or regularise: more data, augmentation, weight "
                + "decay, dropout.", measurements: measurements, series: series)
    }
}
