internal import Experiments
public import Jobs

/// T04: the mean losses of epochs do not swing up and down: a lag-1 autocorrelation below −0.5
/// about their line, over the second half, with swings of a fifth of the mean, warns.
public struct Oscillation: CourseMonitor {
    public static let name = "oscillation"
    public static let verifies = "the loss does not swing from epoch to epoch"
    public static let explains = ["loss-decreases", "plateau", "underfit"]
    public var expected: String {
        "autocorrelation ≥ \(Figure.text(warnBelow)) or swings below \(Figure.text(100 * least)) %"
    }

    @Threshold(.any, "a lower autocorrelation of successive epochs warns")
    public var warnBelow = -0.5
    @Threshold(.notNegative, "swings below this share of the mean loss are none")
    public var least = 0.2

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let size = course.training.stepsPerEpoch
        let values = course.losses.values
        let count = size > 0 && values.count == course.steps ? values.count / size : 0
        guard count >= 12 else {
            return finding(.skipped, "\(count) epochs are too few to see a swing")
        }
        let means = (count / 2..<count).map {
            Statistics.mean(values[$0 * size..<($0 + 1) * size])
        }
        let correlation = Trend.autocorrelation(means)
        let swing = Statistics.deviation(Trend.detrended(means)) / abs(Statistics.mean(means))
        let measurements = [
            Measurement(
                name: "lag-1 autocorrelation of epochs", value: correlation,
                expected: "≥ \(Figure.text(warnBelow))"),
            Measurement(
                name: "swing over the mean loss", value: 100 * swing,
                expected: "≤ \(Figure.text(100 * least))", unit: "%"),
        ]
        // Of n independent values the correlation scatters by 1/√n.
        let bound = min(warnBelow, -2.6 / Double(means.count).squareRoot())
        let swings = correlation < bound && swing > least && !course.stillFalls
        return finding(
            swings ? .warned : .passed,
            "the last \(means.count) epochs' mean losses scatter by "
                + "\(Figure.text(100 * swing)) % with "
                + "autocorrelation \(Figure.text(correlation))",
            advice: "Lower the learning rate: it leaps over the valley and back.",
            measurements: measurements)
    }
}
