internal import Experiments
public import Jobs

/// T06: no gradient far beyond the others throws the loss up. Warns where the loss jumps by half
/// and ten median deviations, and stays up for a while.
public struct GradientSpikes: CourseMonitor {
    public static let name = "gradient-spikes"
    public static let verifies = "no single step throws the loss up"
    public static let explains = ["stability"]
    public var expected: String { "at most \(warnAbove) lasting jumps of the loss" }

    @Threshold(0...1000, "more lasting jumps of the loss warn")
    public var warnAbove = 0

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let values = course.losses.values
        guard values.count >= 60 else {
            return finding(.skipped, "\(course.steps) steps are too few to judge")
        }
        // What lies below a twentieth of the first loss may jump as it likes.
        let first = abs(course.glances.first?.loss ?? values[0])
        let reach = max(5, values.count / 40)
        let spikes = CurveShape.spikes(values).filter {
            Statistics.median(Array(values[$0..<$0 + reach])) > 0.2 * first
        }
        let norms = course.norms.values
        let typical = Statistics.median(norms.filter(\.isFinite))
        let measurements = [
            Measurement(
                name: "lasting jumps of the loss", value: Double(spikes.count),
                expected: "≤ \(warnAbove)"),
            Measurement(name: "median gradient norm", value: typical),
        ]
        guard spikes.count > warnAbove, let at = spikes.first else {
            return finding(
                .passed, "no step throws the loss up for long", measurements: measurements)
        }
        let norm = norms[max(0, at - 3)..<min(at + 1, norms.count)].max() ?? .nan
        return finding(
            .warned,
            "the loss jumps \(spikes.count == 1 ? "once" : "\(spikes.count) times") and stays up, "
                + "first after \(course.losses.step(at)) steps, where the gradient's norm was "
                + "\(Figure.text(norm)) (median \(Figure.text(typical)))",
            advice: "Look at the rows of that step; clip gradients (`clip-norm: 1`), or lower the "
                + "learning rate.", measurements: measurements)
    }
}
