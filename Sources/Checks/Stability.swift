public import Experiments
public import Jobs

/// T01 and T02: nothing becomes NaN or infinite while training, and the loss does not diverge.
///
/// Divergence: the smoothed loss ends above 1.5 times the initial one (fails), or lies above twice
/// its running minimum in 3 windows of 20 in a row (warns), small losses left alone.
public enum Stability: Monitor {
    public static let name = "stability"
    public static let verifies = "nothing becomes NaN or infinite, and the loss does not diverge"
    public static let expected = "all finite; the loss never doubles for long"

    public static func judge(_ trace: TrainingTrace, of subject: Recipe) -> Finding {
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
            let isHigh = smoothed > 2 * minimum && smoothed > 0.05 * abs(initial)
            current = isHigh ? current + 1 : 0
            longest = max(longest, current)
        }
        let measurements = [
            Measurement(
                name: "smoothed loss at the end over the first", value: smoothed / initial,
                expected: "≤ 1.5"),
            Measurement(
                name: "windows in a row above twice the minimum", value: Double(longest),
                expected: "< 3"),
        ]
        let advice = "The learning rate is too high for this stretch: lower it, warm up, or clip."
        if smoothed > 1.5 * abs(initial) {
            return finding(
                .failed,
                "the loss ends at \(Figure.text(smoothed / initial)) times its first value",
                advice: advice, measurements: measurements)
        }
        if longest >= 3 {
            return finding(
                .warned, "the loss stays above twice its minimum for \(longest) windows of 20",
                advice: advice, measurements: measurements)
        }
        return finding(
            .passed, "loss and gradients stay finite over \(trace.extent)",
            measurements: measurements)
    }
}
