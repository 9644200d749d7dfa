internal import Experiments
public import Jobs

/// T13 from below: no loss is lower than the targets' entropy allows.
///
/// The floor of some rows is that of softened and uncertain targets, and of equal inputs with
/// unlike answers, which no network can tell apart: in a language model positions after equal
/// beginnings. It binds a network that knows every row by heart, so that a loss below it *fails*:
/// the network is told the answers (it looks ahead, or rows reach each other), or its outputs are
/// not what the loss takes them for. Where an experiment states what noise leaves of the held-out
/// loss at best, a held-out loss surely below warns.
public struct EntropyFloor: CourseMonitor {
    public static let name = "entropy-floor"
    public static let verifies = "no loss is lower than its targets allow"
    public static let explains = ["underfit", "overtraining", "reference-result"]
    public var expected: String { "losses no lower than the targets' own uncertainty" }

    @Threshold(.notNegative, "a loss below its floor by no more than this share of it is on it")
    public var tolerance = 1e-3
    @Threshold(
        .notNegative,
        "the held-out loss that is known to be the best possible, by the noise of the targets; 0: "
            + "none is known")
    public var known = 0.0

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let glances = [Glance.Rows.training, .validation].compactMap { course.last($0) }
        let looks = glances.flatMap { glance in
            glance.bounds.map { bound in
                (rows: "\(bound.part)\(glance.count) \(glance.rows.words)", bound: bound)
            }
        }
        guard !looks.isEmpty, looks.allSatisfy({ $0.bound.loss.isFinite }) else {
            return finding(.skipped, "nobody looked at rows after the training")
        }
        var measurements = looks.map { rows, bound in
            Measurement(
                name: "loss of \(rows)", value: bound.loss,
                expected: "≥ \(Figure.text(bound.least))")
        }
        // In single precision the mean of losses near 0 ends some millionths beside it.
        let below = looks.filter {
            $0.bound.loss < $0.bound.least - max(tolerance * $0.bound.least, 1e-5)
        }
        if let (rows, bound) = below.first {
            return finding(
                .failed,
                "the loss of \(rows) is \(Figure.text(bound.loss)), below "
                    + "\(Figure.text(bound.least)), the least that these targets allow any network",
                advice: bound.least > 0
                    ? "The answers reach the network beside its inputs: look for attention that "
                        + "sees later positions, and for layers that mix rows."
                    : "The outputs are not what the loss takes them for: log-probabilities, or "
                        + "probabilities in 0 … 1.", measurements: measurements)
        }
        if let glance = glances.first(where: { $0.rows == .validation }),
            let surely = surely(below: known, glance)
        {
            measurements.append(
                Measurement(
                    name: "held-out loss at most, by chance", value: surely,
                    expected: "≥ \(Figure.text(known))"))
            return finding(
                .warned,
                "the loss of \(glance.count) held-out rows is \(Figure.text(glance.loss)), "
                    + "surely below \(Figure.text(known)), which is known to be the best possible",
                advice: "Look for held-out rows among the training rows and for columns that tell "
                    + "the answer (duplicates, near-duplicates, target-leakage), or correct "
                    + "`known`.", measurements: measurements)
        }
        return finding(
            .passed,
            looks.map { rows, bound in
                "the loss of \(rows) is \(Figure.text(bound.loss)), their floor "
                    + Figure.text(bound.least)
            }.joined(separator: "; "), measurements: measurements)
    }

    /// The end of the loss's interval, where that lies below what is known; groups of rows scatter.
    private func surely(below known: Double, _ glance: Glance) -> Double? {
        guard known > 0, glance.losses.count > 7 else { return nil }
        let end =
            glance.loss + Chance.quantile(oneSided: Significance.level)
            * Statistics.deviation(glance.losses) / Double(glance.losses.count).squareRoot()
        return end < known ? end : nil
    }
}

extension Glance.Rows {
    var words: String {
        switch self {
        case .training: "training rows"
        case .validation: "held-out rows"
        }
    }
}
