internal import Experiments
public import Jobs
public import Training

/// T01 and T02: nothing becomes NaN or infinite while training, and the loss does not diverge.
///
/// Divergence: the smoothed loss ends above 1.5 times the initial one (fails), or lies above twice
/// its running minimum in 3 windows of 20 in a row (warns), small losses left alone.
public struct Stability: Monitor {
    public static let name = "stability"
    public static let verifies = "nothing becomes NaN or infinite, and the loss does not diverge"
    public var expected: String {
        "all finite; the loss never "
            + (warnAbove == 2 ? "doubles" : "reaches \(Figure.times(warnAbove)) its minimum")
            + " for long"
    }

    @Threshold(.positive, "a loss that ends above this many times its first value fails")
    public var failAbove = 1.5
    @Threshold(.positive, "a loss above this many times its minimum for long warns")
    public var warnAbove = 2.0
    @Threshold(1...20, "for so many windows of 20 in a row")
    public var warnWindows = 3

    public init() {}

    public func watch(_ training: WatchedTraining) -> Watch {
        Watch(check: self, training: training)
    }

    public struct Watch: TrainingWatch {
        let check: Stability
        let training: WatchedTraining
        private var losses = StepSeries()
        private var first: Double?
        private var breakdown: String?

        init(check: Stability, training: WatchedTraining) {
            self.check = check
            self.training = training
        }

        public mutating func note(_ step: StepRecord) {
            guard step.isFinite else {
                breakdown =
                    (step.loss.isFinite
                        ? "the gradient became NaN or infinite"
                        : "the loss became \(Figure.text(step.loss))")
                    + " in step \(step.step + 1) of \(training.plannedSteps)"
                return
            }
            first = first ?? step.loss
            losses.append(step.loss)
        }

        public func finding() -> Finding {
            if let breakdown {
                return check.finding(
                    .failed, breakdown,
                    advice: "Lower the learning rate (by 10), clip gradients (`clip-norm: 1`), and "
                        + "look at the scale of inputs and targets.",
                    measurements: [
                        Measurement(
                            name: "steps before it", value: Double(losses.steps),
                            expected: "\(training.plannedSteps)")
                    ])
            }
            let windows = losses.windows()
            guard let first, windows.count >= 4 else {
                return check.finding(.skipped, "\(losses.steps) steps are too few to judge")
            }
            let course = course(of: windows, from: first)
            return judgement(end: course.end, longest: course.longest, first: first)
        }

        /// Where the smoothed loss ends, and for how many windows in a row it was high.
        private func course(of windows: [Double], from first: Double) -> (end: Double, longest: Int)
        {
            var (smoothed, minimum) = (windows[0], windows[0])
            var (longest, current) = (0, 0)
            for loss in windows {
                smoothed = 0.5 * smoothed + 0.5 * loss
                minimum = min(minimum, smoothed)
                let isHigh = smoothed > check.warnAbove * minimum && smoothed > 0.05 * abs(first)
                current = isHigh ? current + 1 : 0
                longest = max(longest, current)
            }
            return (smoothed, longest)
        }

        private func judgement(end: Double, longest: Int, first: Double) -> Finding {
            let minimum = "\(Figure.times(check.warnAbove)) "
            let measurements = [
                Measurement(
                    name: "smoothed loss at the end over the first", value: end / first,
                    expected: "≤ \(Figure.text(check.failAbove))"),
                Measurement(
                    name: "windows in a row above \(minimum)the minimum", value: Double(longest),
                    expected: "< \(check.warnWindows)"),
            ]
            let advice =
                "The learning rate is too high for this stretch: lower it, warm up, or clip."
            if end > check.failAbove * abs(first) {
                return check.finding(
                    .failed, "the loss ends at \(Figure.text(end / first)) times its first value",
                    advice: advice, measurements: measurements)
            }
            if longest >= check.warnWindows {
                return check.finding(
                    .warned,
                    "the loss stays above \(minimum)its minimum for \(longest) windows of 20",
                    advice: advice, measurements: measurements)
            }
            return check.finding(
                .passed, "loss and gradients stay finite over \(training.extent(losses.steps))",
                measurements: measurements)
        }
    }
}
