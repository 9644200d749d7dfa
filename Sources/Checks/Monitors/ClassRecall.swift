internal import Experiments
public import Jobs

/// T16: no class is never recognised: of a class with many validation rows at least one is given
/// it. Warns where the interval of 99 % of a class's recall lies below 25 %, none is recognised,
/// and the training is no longer under way.
public struct ClassRecall: CourseMonitor {
    public static let name = "class-recall"
    public static let verifies = "every class is recognised somewhere"
    public var expected: String {
        "no class with a recall of 0, upper end of 99 % below "
            + "\(Figure.text(100 * warnBelow)) %"
    }

    @Threshold(.unit, "a recall of 0 whose interval ends below this warns")
    public var warnBelow = 0.25

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let glance = course.last(.validation) ?? course.last(.training),
            glance.answers.actual.count > 1
        else { return finding(.skipped, "the answers are no classes, or nobody looked at them") }
        let answers = glance.answers
        let intervals = answers.actual.indices.map {
            Statistics.wilson(successes: answers.right[$0], of: answers.actual[$0])
        }
        let lost = answers.actual.indices.filter {
            answers.actual[$0] > 0 && answers.right[$0] == 0
                && intervals[$0].upperBound < warnBelow
        }
        let known = answers.actual.indices.filter { answers.actual[$0] > 0 }
        let recalls = known.map { Double(answers.right[$0]) / Double(answers.actual[$0]) }
        let measurements = [
            Measurement(name: "lowest recall of a class", value: recalls.min() ?? .nan),
            Measurement(
                name: "classes without any recall", value: Double(lost.count),
                expected: "0"),
        ]
        let bars = Series(
            name: "recall", kind: .bar, xLabel: "class", yLabel: "recall",
            x: known.indices.map(Double.init), y: recalls, ticks: known.map(String.init))
        let series = known.count <= 64 ? [bars] : []
        guard let first = lost.first else {
            return finding(
                .passed,
                "each of \(known.count) classes is recognised somewhere, or too rare to "
                    + "tell", measurements: measurements, series: series)
        }
        let words =
            "none of \(answers.actual[first]) rows of class \(first) is recognised"
            + (lost.count > 1 ? ", nor of \(lost.count - 1) other classes" : "")
        // Where answers are uncertain, such as a text's next letter, the rare are never likeliest.
        let isUncertain = (course.last(.training) ?? glance).value < 0.8
        if isUncertain {
            return finding(
                .passed, words + ", but few training rows are answered rightly either",
                measurements: measurements, series: series)
        }
        if course.stillFalls {
            return finding(
                .passed, words + "; the loss still falls, so that may come",
                measurements: measurements, series: series)
        }
        return finding(
            .warned, words,
            advice: "Count the training rows of that class; weigh or repeat rare classes, and look "
                + "at labels.", measurements: measurements, series: series)
    }
}
