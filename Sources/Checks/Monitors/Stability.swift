internal import Experiments
public import Jobs
internal import Training

/// T01 and T02: nothing becomes NaN or infinite while training, and the loss does not diverge.
///
/// Divergence: the loss ends above 1.5 times the initial one (fails), or lies above twice its
/// running minimum in 3 windows of 20 in a row (warns), small losses left alone. The initial one is
/// that of the rows that are looked at before the first step, or the first window's; a window
/// counts by its median, and only steps in which something counts.
public struct Stability: CourseMonitor {
    public static let name = "stability"
    public static let verifies = "nothing becomes NaN or infinite, and the loss does not diverge"
    public static let explains =
        ["loss-decreases", "plateau", "underfit", "weight-norms"] + Symptoms.ofTraining
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

    public func judge(_ course: Course) -> Finding {
        if let broken = course.broken { return breakdown(broken, course) }
        let windows = course.losses.medians()
        guard windows.count >= 4 else {
            return finding(.skipped, "\(course.steps) steps are too few to judge" + empty(course))
        }
        let first = max(abs(course.glances.first?.loss ?? 0), abs(windows[0]))
        return judgement(windows, first: first, longest: longest(course, windows, first), course)
    }

    private func breakdown(_ broken: StepRecord, _ course: Course) -> Finding {
        let quantity =
            broken.loss.isFinite
            ? "the gradient became NaN or infinite" : "the loss became \(Figure.text(broken.loss))"
        return finding(
            .failed,
            "\(quantity) in step \(broken.step + 1) of \(course.training.plannedSteps)"
                + (course.origin.map { ": \($0)" } ?? "") + empty(course),
            advice: "Lower the learning rate (by 10), clip gradients (`clip-norm: 1`), and "
                + "look at the scale of inputs and targets.",
            measurements: [
                Measurement(
                    name: "steps before it", value: Double(course.steps),
                    expected: "\(course.training.plannedSteps)")
            ])
    }

    private func empty(_ course: Course) -> String {
        guard course.emptyCount > 0 else { return "" }
        let named = course.emptySteps.map(String.init).joined(separator: ", ")
        let more = course.emptyCount > course.emptySteps.count ? ", …" : ""
        return "; the batches of \(course.emptyCount) steps held nothing that counts "
            + "(steps \(named)\(more))"
    }

    /// For how many windows in a row the loss was high: by the rows that are looked at again and
    /// again, where there are such, since single batches scatter.
    private func longest(_ course: Course, _ windows: [Double], _ first: Double) -> Int {
        let evaluated = course.evaluations.map(\.loss)
        let windows =
            evaluated.count >= 20
            ? (0..<20).map { window in
                Statistics.median(
                    Array(
                        evaluated[
                            window * evaluated.count / 20..<(window + 1) * evaluated.count / 20]))
            } : windows
        var minimum = windows[0]
        var (longest, current) = (0, 0)
        for loss in windows {
            minimum = min(minimum, loss)
            let isHigh = loss > warnAbove * minimum && loss > 0.1 * first
            current = isHigh ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }

    private func judgement(
        _ windows: [Double], first: Double, longest: Int, _ course: Course
    ) -> Finding {
        let end = Statistics.median(Array(windows.suffix(2)))
        let minimum = "\(Figure.times(warnAbove)) "
        let measurements = [
            Measurement(
                name: "loss at the end over the first", value: end / first,
                expected: "≤ \(Figure.text(failAbove))"),
            Measurement(
                name: "windows in a row above \(minimum)the minimum", value: Double(longest),
                expected: "< \(warnWindows)"),
        ]
        let advice = "The learning rate is too high for this stretch: lower it, warm up, or clip."
        if end > failAbove * first {
            return finding(
                .failed,
                "the loss ends at \(Figure.text(end / first)) times its first value"
                    + empty(course), advice: advice, measurements: measurements)
        }
        if longest >= warnWindows {
            return finding(
                .warned,
                "the loss stays above \(minimum)its minimum for \(longest) windows of 20"
                    + empty(course), advice: advice, measurements: measurements)
        }
        return finding(
            .passed, "loss and gradients stay finite over \(course.extent)" + empty(course),
            measurements: measurements)
    }
}
