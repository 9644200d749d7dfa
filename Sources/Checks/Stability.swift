public import Experiments
public import Jobs

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

    public func judge(_ trace: TrainingTrace, of recipe: Recipe) -> Finding {
        if let breakdown = trace.breakdown {
            return finding(
                .failed, breakdown,
                advice: "Lower the learning rate (by 10), clip gradients (`clip-norm: 1`), and "
                    + "look at the scale of inputs and targets.",
                measurements: [
                    Measurement(
                        name: "steps before it", value: Double(trace.steps.count),
                        expected: "\(trace.plannedSteps)")
                ])
        }
        let losses = trace.windows { $0.loss }
        guard let initial = trace.steps.first?.loss, losses.count >= 4 else {
            return finding(.skipped, "\(trace.steps.count) steps are too few to judge")
        }
        var smoothed = losses[0]
        var minimum = losses[0]
        var longest = 0
        var current = 0
        for loss in losses {
            smoothed = 0.5 * smoothed + 0.5 * loss
            minimum = min(minimum, smoothed)
            let isHigh = smoothed > warnAbove * minimum && smoothed > 0.05 * abs(initial)
            current = isHigh ? current + 1 : 0
            longest = max(longest, current)
        }
        let measurements = [
            Measurement(
                name: "smoothed loss at the end over the first", value: smoothed / initial,
                expected: "≤ \(Figure.text(failAbove))"),
            Measurement(
                name: "windows in a row above \(Figure.times(warnAbove)) the minimum",
                value: Double(longest),
                expected: "< \(warnWindows)"),
        ]
        let advice = "The learning rate is too high for this stretch: lower it, warm up, or clip."
        if smoothed > failAbove * abs(initial) {
            return finding(
                .failed,
                "the loss ends at \(Figure.text(smoothed / initial)) times its first value",
                advice: advice, measurements: measurements)
        }
        if longest >= warnWindows {
            return finding(
                .warned,
                "the loss stays above \(Figure.times(warnAbove)) its minimum for \(longest) "
                    + "windows of 20",
                advice: advice, measurements: measurements)
        }
        return finding(
            .passed, "loss and gradients stay finite over \(trace.extent)",
            measurements: measurements)
    }
}
