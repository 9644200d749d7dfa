internal import Experiments
public import Jobs

/// T03: the loss does not stand where nothing was learned. Warns where the second half of the steps
/// shows no fall, and the network answers hardly better than a constant; or where it stands because
/// the learning rate fell below a thousandth of its peak for most of the training.
public struct Plateau: CourseMonitor {
    public static let name = "plateau"
    public static let verifies = "the loss does not stand still before anything was learned"
    public static let explains = ["underfit", "class-recall"]
    public var expected: String {
        "a loss that falls, or one below \(Figure.text(100 * warnAbove)) % of a constant answer's"
    }

    @Threshold(.unit, "a loss that stands above this share of the best constant answer's warns")
    public var warnAbove = 0.9
    @Threshold(.unit, "a learning rate below a thousandth of its peak in this share of steps warns")
    public var starved = 0.5

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let change = course.flatness, course.steps >= 40 else {
            return finding(.skipped, "\(course.steps) steps are too few to tell")
        }
        let glance = course.last(.training)
        let constant = glance?.constantLoss ?? .nan
        let loss = glance?.loss ?? .nan
        let rates = course.rates.values
        let peak = rates.max() ?? 0
        let low = Double(rates.count { $0 < 1e-3 * peak }) / Double(max(rates.count, 1))
        let measurements = [
            Measurement(
                name: "relative change over the second half, upper end", value: change.upperBound,
                expected: "< 0"),
            Measurement(
                name: "loss over the best constant answer's", value: loss / constant,
                expected: "≤ \(Figure.text(warnAbove))"),
            Measurement(
                name: "steps at less than a thousandth of the peak rate", value: 100 * low,
                expected: "≤ \(Figure.text(100 * starved))", unit: "%"),
        ]
        let isFlat = change.contains(0)
        if isFlat, low > starved, glance.map({ $0.gain < 0.95 }) ?? true {
            return finding(
                .warned,
                "the loss stands still, and \(Figure.text(100 * low)) % of the steps are taken at "
                    + "less than a thousandth of the peak learning rate: it decayed too early",
                advice: "Decay the learning rate more slowly.", measurements: measurements)
        }
        if isFlat, loss > warnAbove * constant, let glance, glance.gain < 0.1 {
            return finding(
                .warned,
                "the loss stands at \(Figure.text(loss)), a constant answer's is "
                    + "\(Figure.text(constant)), and the score is \(Figure.text(glance.value)) "
                    + "(a constant's \(Figure.text(glance.constantValue)))",
                advice:
                    "Try ten times the learning rate and a tenth; see whether inputs and targets "
                    + "belong together, and whether the signal reaches the first layer.",
                measurements: measurements)
        }
        return finding(
            .passed,
            isFlat
                ? "the loss stands at \(Figure.text(loss)) at the end, after something was learned"
                : "the loss still moves in the second half", measurements: measurements)
    }
}
