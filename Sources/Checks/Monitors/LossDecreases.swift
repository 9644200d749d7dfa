internal import Experiments
public import Jobs
public import Training

/// The training loss falls: the mean over the last fifth of the steps lies below that over the
/// first fifth, by a block bootstrap interval of 99 %. It fails where the loss surely does not
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

    public func watch(_ training: WatchedTraining) -> Watch {
        Watch(check: self, training: training)
    }

    public struct Watch: TrainingWatch {
        let check: LossDecreases
        let training: WatchedTraining
        private var losses = StepSeries()
        private var norms = StepSeries()
        private var epochs: [EpochRecord] = []
        private var hasBroken = false

        init(check: LossDecreases, training: WatchedTraining) {
            self.check = check
            self.training = training
        }

        public mutating func note(_ step: StepRecord) {
            guard step.isFinite else { return hasBroken = true }
            losses.append(step.loss)
            norms.append(step.gradientNorm ?? .nan)
        }

        public mutating func note(_ epoch: EpochRecord) { epochs.append(epoch) }

        public func finding() -> Finding {
            let part = Int(check.share * Double(losses.values.count))
            guard part >= 2 else {
                return check.finding(
                    .skipped, "\(losses.steps) steps are too few to see a trend")
            }
            let early = Array(losses.values.prefix(part))
            let late = Array(losses.values.suffix(part))
            let interval = Bootstrap.differenceOfMeans(
                early: early, late: late, key: training.key("bootstrap"))
            return judgement(
                from: Statistics.mean(early), to: Statistics.mean(late), change: interval)
        }

        private func judgement(
            from first: Double, to last: Double, change: ClosedRange<Double>
        ) -> Finding {
            let part = Figure.share(check.share)
            let measurements = [
                Measurement(name: "mean loss, first \(part)", value: first),
                Measurement(name: "mean loss, last \(part)", value: last, expected: "lower"),
                Measurement(
                    name: "change, upper end of its 99 % interval", value: change.upperBound,
                    expected: "< 0"),
            ]
            let extent = training.extent(losses.steps, hasBroken: hasBroken)
            let words = "from \(Figure.text(first)) to \(Figure.text(last)) over \(extent)"
            let isLow = last < check.nearZero * max(first, 1)
            if change.upperBound < 0 || isLow {
                return check.finding(
                    .passed,
                    change.upperBound < 0
                        ? "the loss falls " + words : "the loss was near 0 throughout",
                    measurements: measurements, series: curves)
            }
            return check.finding(
                change.lowerBound >= 0 ? .failed : .warned,
                change.lowerBound >= 0
                    ? "the loss does not fall: " + words : "no fall beyond noise: " + words,
                advice: "Try a learning rate ten times larger and ten times smaller, then look at "
                    + "gradients-exist, clipping and schedule.", measurements: measurements,
                series: curves)
        }

        private var curves: [Series] {
            let loss = Series(
                name: "training", kind: .line, xLabel: "step", yLabel: "loss",
                x: losses.windowSteps(100), y: losses.windows(100))
            let norm = Series(
                name: "gradient norm", kind: .line, xLabel: "step", yLabel: "gradient norm",
                x: norms.windowSteps(100), y: norms.windows(100))
            let scores = ["training-accuracy", "validation-accuracy", "validation-r2"]
            return [loss, norm]
                + scores.compactMap { metric in
                    let known = epochs.filter { $0.metrics[metric] != nil }
                    guard known.count > 1 else { return nil }
                    return Series(
                        name: metric, kind: .line, xLabel: "epoch", yLabel: "score",
                        x: known.map { Double($0.epoch) },
                        y: known.map { $0.metrics[metric] ?? .nan })
                }
        }
    }
}
