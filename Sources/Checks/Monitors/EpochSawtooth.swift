internal import Experiments
public import Jobs

/// T21: the loss does not jump where an epoch ends. Warns where it does so the same way at nearly
/// each boundary, by more than 30 % of the mean loss: the rows come in an order that matters.
public struct EpochSawtooth: CourseMonitor {
    public static let name = "epoch-sawtooth"
    public static let verifies = "the loss does not jump where an epoch begins"
    public static let explains = ["oscillation", "loss-metric-agreement"]
    public var expected: String {
        "jumps at epochs' ends below \(Figure.text(100 * warnAbove)) % of the mean loss"
    }

    @Threshold(.positive, "a mean jump above this share of the mean loss warns")
    public var warnAbove = 0.3

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let size = course.training.stepsPerEpoch
        let values = course.losses.values
        let count = size > 0 && values.count == course.steps ? values.count / size : 0
        guard count >= 5, size >= 10 else {
            return finding(.skipped, "\(count) epochs of \(size) steps are too few to tell")
        }
        let part = max(1, size / 10)
        let jumps = (1..<count).map { epoch in
            let edge = epoch * size
            return Statistics.mean(values[edge..<edge + part])
                - Statistics.mean(values[edge - part..<edge])
        }
        // The same leap in the middle of epochs is how much such means differ anyway.
        let leaps = (1..<count).map { epoch in
            let middle = epoch * size - size / 2
            return Statistics.mean(values[middle..<middle + part])
                - Statistics.mean(values[middle - part..<middle])
        }
        let level = abs(Statistics.mean(values[size...]))
        let jump = Statistics.mean(jumps) / level
        let error = Statistics.deviation(jumps) / Double(jumps.count).squareRoot() / level
        let usual = abs(Statistics.mean(leaps)) / level
        let measurements = [
            Measurement(
                name: "mean jump over the mean loss", value: 100 * jump,
                expected: "±\(Figure.text(100 * warnAbove))", unit: "%"),
            Measurement(name: "in the middle of epochs", value: 100 * usual, unit: "%"),
        ]
        // Shuffled rows that are learned by heart have a lower loss when they come again.
        let isSaw =
            (jump > 0 || !course.training.isShuffled) && abs(jump) > warnAbove
            && abs(jump) > 4 * error && abs(jump) > 3 * usual
        return finding(
            isSaw ? .warned : .passed,
            "where an epoch begins the loss jumps by \(Figure.text(100 * jump)) % of its mean",
            advice: "Shuffle the rows (`shuffle: true`): sorted rows teach one kind at a time.",
            measurements: measurements)
    }
}
