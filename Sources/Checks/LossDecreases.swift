public import Experiments
public import Jobs

/// The training loss falls: the mean over the last part of the steps lies below that over the
/// first part, by a block bootstrap interval of 99 %. It fails where the loss surely does not
/// fall, and warns where that can't be told.
public struct LossDecreases: Monitor {
    public static let name = "loss-decreases"
    public static let verifies = "the training loss falls"
    public var expected: String {
        "the last \(Figure.share(share)) of the steps below the first, beyond noise"
    }

    @Threshold(.insideUnit, "the share of the steps at the start and at the end that are compared")
    public var share = 0.2
    @Threshold(.unit, "a loss that ends below this share of its first value, or of 1, is near 0")
    public var nearZero = 0.02

    public init() {}

    public func judge(_ trace: TrainingTrace, of recipe: Recipe) -> Finding {
        let losses = trace.steps.map(\.loss)
        let part = Int(share * Double(losses.count))
        guard part >= 2 else {
            return finding(.skipped, "\(losses.count) steps are too few to see a trend")
        }
        let (early, late) = (Array(losses.prefix(part)), Array(losses.suffix(part)))
        let interval = Bootstrap.differenceOfMeans(
            early: early, late: late, key: recipe.key("bootstrap"))
        let (first, last) = (Statistics.mean(early), Statistics.mean(late))
        let measurements = [
            Measurement(name: "mean loss, first \(Figure.share(share))", value: first),
            Measurement(
                name: "mean loss, last \(Figure.share(share))", value: last, expected: "lower"),
            Measurement(
                name: "change, upper end of its 99 % interval", value: interval.upperBound,
                expected: "< 0"),
        ]
        let words = "from \(Figure.text(first)) to \(Figure.text(last)) over \(trace.extent)"
        let series = curves(trace)
        if interval.upperBound < 0 {
            return finding(
                .passed, "the loss falls " + words, measurements: measurements, series: series)
        }
        let isLow = last < nearZero * max(first, 1)
        if isLow {
            return finding(
                .passed, "the loss was near 0 throughout", measurements: measurements,
                series: series)
        }
        return finding(
            interval.lowerBound >= 0 ? .failed : .warned,
            interval.lowerBound >= 0
                ? "the loss does not fall: " + words : "no fall beyond noise: " + words,
            advice: "Try a learning rate ten times larger and ten times smaller, then look at "
                + "gradients-exist, clipping and schedule.", measurements: measurements,
            series: series)
    }

    private func curves(_ trace: TrainingTrace) -> [Series] {
        let loss = Series(
            name: "training", kind: .line, xLabel: "step", yLabel: "loss",
            x: trace.windowSteps(100), y: trace.windows(100) { $0.loss })
        let norm = Series(
            name: "gradient norm", kind: .line, xLabel: "step", yLabel: "gradient norm",
            x: trace.windowSteps(100), y: trace.windows(100) { $0.gradientNorm })
        let epochs = ["training-accuracy", "validation-accuracy", "validation-r2"].compactMap {
            metric -> Series? in
            let known = trace.epochs.filter { $0.metrics[metric] != nil }
            guard known.count > 1 else { return nil }
            return Series(
                name: metric, kind: .line, xLabel: "epoch", yLabel: "score",
                x: known.map { Double($0.epoch) }, y: known.map { $0.metrics[metric] ?? .nan })
        }
        return [loss, norm] + epochs
    }
}
