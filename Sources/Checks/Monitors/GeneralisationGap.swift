internal import Experiments
public import Jobs

/// T11: how much worse validation rows do than training rows, both in evaluation mode; shown with
/// its interval, and never a failure, since no size of it is a fault.
public struct GeneralisationGap: CourseMonitor {
    public static let name = "generalisation-gap"
    public static let verifies = "how far validation rows lie behind training rows"
    public var expected: String { "shown with its interval; no size of it is a fault" }

    /// The measurement of how good the answers to validation rows are at the end.
    static let score = "validation score"

    public init() {}

    public func judge(_ course: Course) -> Finding {
        guard let training = course.last(.training), let validation = course.last(.validation),
            training.losses.count > 3, validation.losses.count > 3
        else { return finding(.skipped, "nobody looked at both kinds of rows at the end") }
        let (a, b) = (training.losses, validation.losses)
        let gap = Statistics.mean(b) - Statistics.mean(a)
        let variance =
            Statistics.deviation(a) * Statistics.deviation(a) / Double(a.count)
            + Statistics.deviation(b) * Statistics.deviation(b) / Double(b.count)
        let reach = 2.576 * variance.squareRoot()
        return finding(
            .passed,
            "validation loss \(Figure.text(validation.loss)), training loss "
                + "\(Figure.text(training.loss)): a gap of \(Figure.text(gap)) (99 %: "
                + "\(Figure.text(gap - reach)) to \(Figure.text(gap + reach))); scores "
                + "\(Figure.text(validation.value)) and \(Figure.text(training.value))",
            measurements: [
                Measurement(name: "gap of the losses", value: gap),
                Measurement(
                    name: "gap of the scores", value: training.value - validation.value),
                Measurement(name: GeneralisationGap.score, value: validation.value),
            ])
    }
}
