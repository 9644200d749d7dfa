internal import Experiments
public import Jobs
internal import Training

/// T14: as the loss falls, the metric improves: Spearman's rank correlation of −loss and score,
/// both taken on the same rows along the whole training, is at least 0.5 (healthy networks 0.85
/// and more); skipped where the loss does not fall for good, or the score moves less than three
/// standard errors, or has nowhere to go from the start.
public struct LossMetricAgreement: CourseMonitor {
    public static let name = "loss-metric-agreement"
    public static let verifies = "as the loss falls, the metric improves"
    public var expected: String {
        "rank correlation of −loss and score at least \(Figure.text(warnBelow))"
    }

    @Threshold(.any, "a lower rank correlation warns")
    public var warnBelow = 0.5
    @Threshold(.notNegative, "the standard errors that the score must move to be judged")
    public var leastMovement = 3.0

    public init() {}

    public func judge(_ course: Course) -> Finding {
        let losses = course.evaluations.map(\.loss)
        let scores = course.evaluations.map { $0.value ?? .nan }
        guard losses.count >= 8, losses.allSatisfy(\.isFinite), scores.allSatisfy(\.isFinite)
        else { return finding(.skipped, "\(course.steps) steps are too few to correlate") }
        let movement = (scores.max() ?? 0) - (scores.min() ?? 0)
        let noise = 0.5 / Double(max(course.training.evaluatedRows, 1)).squareRoot()
        let rank = Statistics.spearman(losses.map { -$0 }, scores)
        let measurements = [
            Measurement(
                name: "rank correlation", value: rank,
                expected: "≥ \(Figure.text(warnBelow))"),
            Measurement(name: "movement of the score", value: movement),
        ]
        let series = Series(
            name: "along the training", kind: .scatter, xLabel: "loss", yLabel: "score",
            x: losses, y: scores)
        if let objection = objection(course, scores, movement, noise, rank) {
            return finding(.skipped, objection, measurements: measurements, series: [series])
        }
        // A score that rose and then sits at a frequent class's share agrees, whatever its ranks.
        let third = scores.count / 3
        let improved =
            Statistics.mean(Array(scores.suffix(third)))
            > min(scores[0], Statistics.mean(Array(scores.prefix(third)))) + noise
        return finding(
            rank >= warnBelow || improved ? .passed : .warned,
            "loss and score agree with rank correlation \(Figure.text(rank)) over "
                + course.extent,
            advice: "Where one class is frequent, the score may sit at its share while the "
                + "loss falls: look at labels, train longer. Else the loss does not measure "
                + "what the metric does: compute both for a batch by hand.",
            measurements: measurements, series: [series])
    }

    private func objection(
        _ course: Course, _ scores: [Double], _ movement: Double, _ noise: Double, _ rank: Double
    ) -> String? {
        let fallsForGood =
            LossDecreases().judge(course).verdict == .passed
            && [.passed, .skipped].contains(Stability().judge(course).verdict)
        if !fallsForGood { return "the loss does not fall, or not for good: nothing to agree with" }
        let best = scores[0] + leastMovement * noise
        if best > 1 || course.glances.first.map({ $0.gain > 0.99 }) ?? false {
            return "the score is \(Figure.text(scores[0])) from the start: it has nowhere to go"
        }
        return movement > leastMovement * noise && rank.isFinite
            ? nil : "the score moves too little to tell (\(Figure.text(movement)))"
    }
}
