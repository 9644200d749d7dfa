public import Jobs

/// T17: the same rows have about the same loss by the running statistics as by each batch's own:
/// more than 1.5 times it, by more than a twentieth of what a constant answer costs, warns.
public struct BatchNormGap: CourseMonitor {
    public static let name = "batch-norm-gap"
    public static let verifies = "running statistics serve as well as a batch's own"
    public static let explains = ["overtraining", "generalisation-gap"]
    public var expected: String {
        "the loss in evaluation mode at most \(Figure.times(warnAbove)) that in training mode"
    }

    @Threshold(.positive, "a loss in evaluation mode above this many times the other warns")
    public var warnAbove = 1.5

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let last = course.last(.training), let inTraining = last.lossInTraining else {
            return finding(.skipped, "nothing in the network keeps running statistics")
        }
        guard course.steps >= 50 else {
            return finding(
                .skipped, "\(course.steps) steps are too few for running statistics to settle")
        }
        let loss = last.loss
        let least = 0.05 * (last.constantLoss ?? course.glances.first?.loss ?? 0)
        let measurements = [
            Measurement(name: "loss in evaluation mode", value: loss),
            Measurement(name: "loss in training mode", value: inTraining),
            Measurement(
                name: "their ratio", value: loss / inTraining,
                expected: "≤ \(Figure.text(warnAbove))"),
        ]
        let isWide = loss > warnAbove * inTraining && loss - inTraining > least
        return finding(
            isWide || !loss.isFinite ? .warned : .passed,
            "the same \(last.count) rows have the loss \(Figure.text(loss)) by running statistics "
                + "and \(Figure.text(inTraining)) in training mode",
            advice: "Raise the momentum of the running statistics or the batch size, or use group "
                + "or layer normalization.", measurements: measurements)
    }
}
