internal import Experiments
public import Jobs
internal import Networks

/// T15: after the training, unlike inputs have unlike answers. Outputs that are the same for all
/// rows, to a millionth of their size, fail; one class for every row, where that earns nothing,
/// warns.
public struct OutputCollapse: CourseMonitor {
    public static let name = "output-collapse"
    public static let verifies = "what the network answers depends on its inputs"
    public static let explains =
        [
            "loss-decreases", "plateau", "underfit", "class-recall", "loss-metric-agreement",
            "generalisation-gap",
        ] + Symptoms.ofTraining
    public var expected: String {
        "outputs vary over the rows by more than \(Figure.text(failBelow)) of their size"
    }

    @Threshold(.notNegative, "a smaller variation, relative to the outputs' size, fails")
    public var failBelow = 1e-6
    @Threshold(.unit, "one class for every row warns where it has at most this share of them")
    public var warnBelow = 0.8

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let glance = course.last(.training), glance.count >= 16,
            !glance.answers.variation.isNaN
        else { return finding(.skipped, "nobody looked at enough rows at the end") }
        let answers = glance.answers
        let shares = answers.given.filter { $0 > 0 }
        let measurements = [
            Measurement(
                name: "widest span of an output over their size", value: answers.variation,
                expected: "> \(Figure.text(failBelow))"),
            Measurement(name: "classes that are answered", value: Double(shares.count)),
            Measurement(
                name: "entropy of the answers", value: Statistics.entropy(answers.given),
                unit: "nats"),
        ]
        let advice =
            "Look at output-activation, dying-units and feature-scale; one unit under softmax, a "
            + "dead last layer and inputs without variance do this."
        if answers.variation <= failBelow {
            return finding(
                .failed,
                "the outputs of \(glance.count) unlike rows are all the same, to "
                    + "\(Figure.text(answers.variation)) of their size",
                advice: advice, measurements: measurements)
        }
        let largest = answers.actual.max() ?? 0
        let counted = answers.actual.reduce(0, +)
        let isOne = shares.count == 1 && answers.given.count > 1 && counted >= 64
        let share = Double(largest) / Double(max(counted, 1))
        if isOne, share <= warnBelow, glance.score == .accuracy || answers.given.count == 2 {
            let hint = course.stillFalls ? "; the loss still falls" : ""
            return finding(
                .warned,
                "every one of \(glance.count) rows is given class "
                    + "\(answers.given.firstIndex { $0 > 0 } ?? 0)\(hint)",
                advice: advice + " Where the loss still falls, train longer.",
                measurements: measurements)
        }
        return finding(
            .passed,
            "outputs vary by \(Figure.text(answers.variation)) of their size over "
                + "\(glance.count) rows", measurements: measurements)
    }
}
