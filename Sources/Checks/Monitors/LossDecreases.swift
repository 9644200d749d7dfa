internal import Experiments
public import Jobs
internal import Training

/// The training loss falls: the same training rows, judged before the first step and after the
/// last, in pairs, have a lower mean loss, by an interval of 99 % and by 1 % of what it was.
///
/// It fails where the loss surely rises, and warns where no fall can be told. Where nobody looked
/// at rows, the first fifth of the steps is compared with the last, by a block bootstrap.
public struct LossDecreases: CourseMonitor {
    public static let name = "loss-decreases"
    public static let verifies = "the training loss falls"
    public static let explains = ["plateau", "underfit"]
    public var expected: String {
        "the same rows have a lower loss at the end, by \(Figure.share(least)) and beyond noise"
    }

    @Threshold(.unit, "a fall by a smaller share of the first loss is none")
    public var least = 0.01

    public init() {}

    public func judge(_ course: Course) -> Finding {
        if let ends = course.ends, ends.first.losses.count >= 8 {
            if ends.first.gain > 0.99 {
                return finding(
                    .skipped,
                    "the score is \(Figure.text(ends.first.value)) before the first step: "
                        + "there is nothing to learn", series: curves(course))
            }
            return judgement(
                course, ends.first.loss, ends.last.loss,
                change: Statistics.pairedChange(ends.first.losses, ends.last.losses),
                sign: Statistics.surelyFalls(ends.first.losses, ends.last.losses),
                "of \(ends.first.count) training rows")
        }
        let values = course.losses.values
        let part = values.count / 5
        guard part >= 2 else {
            return finding(.skipped, "\(course.steps) steps are too few to see a trend")
        }
        let (early, late) = (Array(values.prefix(part)), Array(values.suffix(part)))
        return judgement(
            course, Statistics.mean(early), Statistics.mean(late),
            change: Bootstrap.differenceOfMeans(
                early: early, late: late, key: course.training.key("bootstrap")),
            "of the first and the last fifth of the steps")
    }

    private func judgement(
        _ course: Course, _ first: Double, _ last: Double, change: ClosedRange<Double>,
        sign: Bool = false, _ whose: String
    ) -> Finding {
        let measurements = [
            Measurement(name: "mean loss at the start", value: first),
            Measurement(name: "mean loss at the end", value: last, expected: "lower"),
            Measurement(
                name: "change, upper end of its 99 % interval", value: change.upperBound,
                expected: "< \(Figure.text(-least * abs(first)))"),
        ]
        let words =
            "from \(Figure.text(first)) to \(Figure.text(last)) over \(course.extent), the mean "
            + whose
        if change.upperBound < 0 || sign, first - last >= least * abs(first) {
            return finding(
                .passed, "the loss falls " + words, measurements: measurements,
                series: curves(course))
        }
        let rises = change.lowerBound > 0 && last - first >= least * abs(first)
        return finding(
            rises ? .failed : .warned,
            rises ? "the loss rises " + words : "no fall beyond noise: " + words,
            advice: "Try a learning rate ten times larger and ten times smaller, then look at "
                + "gradients-exist, clipping and schedule.", measurements: measurements,
            series: curves(course))
    }

    private func curves(_ course: Course) -> [Series] {
        let steps = course.losses.windowSteps(100)
        let loss = Series(
            name: "training", kind: .line, xLabel: "step", yLabel: "loss", x: steps,
            y: course.losses.windows(100))
        let norm = Series(
            name: "gradient norm", kind: .line, xLabel: "step", yLabel: "gradient norm", x: steps,
            y: course.norms.windows(100))
        let scores = ["training-accuracy", "validation-accuracy", "validation-r2"]
        return [loss, norm]
            + scores.compactMap { metric in
                let known = course.epochs.filter { $0.metrics[metric] != nil }
                guard known.count > 1 else { return nil }
                return Series(
                    name: metric, kind: .line, xLabel: "epoch", yLabel: "score",
                    x: known.map { Double($0.epoch) }, y: known.map { $0.metrics[metric] ?? .nan })
            }
    }
}
