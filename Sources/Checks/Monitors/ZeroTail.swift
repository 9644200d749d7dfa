internal import Experiments
public import Jobs

/// T18: a loss that ends in exact zeros came there by way of small ones: else something hides what
/// is no number, or masks every target. Warns.
public struct ZeroTail: CourseMonitor {
    public static let name = "zero-tail"
    public static let verifies = "the loss does not jump to exact zeros and stay there"
    public static let explains = ["loss-metric-agreement"]
    public var expected: String { "fewer than \(warnSteps) steps of loss 0 after one well above" }

    @Threshold(3...1_000_000, "so many steps of loss 0 at the end, after one well above, warn")
    public var warnSteps = 3

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let values = course.losses.values
        guard values.count >= 6 else {
            return finding(.skipped, "\(course.steps) steps are too few to judge")
        }
        let tail = CurveShape.zeroTail(values)
        let measurements = [
            Measurement(
                name: "steps of loss 0 at the end", value: Double(tail),
                expected: "< \(warnSteps)")
        ]
        // Rows that were looked at apart say whether the zeros are earned.
        let earned =
            course.last(.training).map {
                $0.loss <= 0.01 * abs(course.glances.first?.loss ?? 0) || $0.gain > 0.98
            } ?? false
        guard tail >= warnSteps, !earned else {
            return finding(
                .passed,
                tail > 0
                    ? "the loss is 0, and so is that of other rows"
                    : "no step's loss jumps to 0 to stay there", measurements: measurements)
        }
        return finding(
            .warned,
            "the last \(tail) steps have the loss 0 exactly, and the one before "
                + Figure.text(values[values.count - tail - 1]),
            advice: "Look for what replaces NaN by 0 or masks every target.",
            measurements: measurements)
    }
}
