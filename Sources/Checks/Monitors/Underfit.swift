internal import Experiments
public import Jobs
internal import Networks

/// T13: the network does at least as well on training rows as the plainest rule that was made of
/// them, the nearest class mean or the best single column. Warns where it surely does not.
public struct Underfit: CourseMonitor {
    public static let name = "underfit"
    public static let verifies = "training rows are learned at least as well as by a plain rule"
    public static let explains = ["class-recall"]
    public var expected: String {
        "a training score at most \(Figure.text(least)) below a plain rule's"
    }

    @Threshold(.unit, "a score that lies below the plain rule's by no more is no underfit")
    public var least = 0.05

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let glance = course.last(.training), let plain = glance.plainValue else {
            return finding(.skipped, "no plain rule fits these targets, or nobody looked at rows")
        }
        let reach: Double
        if glance.score == .r2 {
            reach = 0
        } else {
            let right = Int((glance.value * Double(glance.count)).rounded())
            reach = Statistics.wilson(successes: right, of: glance.count).upperBound - glance.value
        }
        let measurements = [
            Measurement(
                name: "training score", value: glance.value,
                expected: "≥ \(Figure.text(plain - least))"),
            Measurement(name: "score of the plain rule", value: plain),
            Measurement(name: "score of a constant answer", value: glance.constantValue),
        ]
        let rule = glance.score == .r2 ? "the best single column" : "the nearest class mean"
        guard glance.value + reach < plain - least, plain > glance.constantValue + least else {
            return finding(
                .passed,
                "the score of \(glance.count) training rows is \(Figure.text(glance.value)); "
                    + "\(rule) reaches \(Figure.text(plain))", measurements: measurements)
        }
        let advice =
            course.stillFalls
            ? "The loss still falls: train longer or faster (a higher learning rate, smaller "
                + "batches)."
            : "Widen the network, raise the learning rate or take regularisation away."
        return finding(
            .warned,
            "the score of \(glance.count) training rows is \(Figure.text(glance.value)), but "
                + "\(rule) "
                + "reaches \(Figure.text(plain)) on them"
                + (course.stillFalls ? "; the loss still falls" : ""),
            advice: advice, measurements: measurements)
    }
}
