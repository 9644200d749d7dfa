internal import Experiments
internal import Jobs

/// T13 of a log: the training rows are learned. Warns where the loss stands not far below its
/// start, validation is no worse, and no score says otherwise; and where it lies below what can be
/// had.
package struct Underfitting: HistoryCheck {
    package static let name = "underfitting"
    package static let verifies = "the training rows are learned as far as they can be"
    package var expected: String {
        "a loss below \(Figure.text(100 * warnAbove)) % of its start, or one that falls, or a gap "
            + "to validation"
    }
    package var shows: [HistoryRole] { [.loss, .validationLoss, .score, .validationScore] }

    @Threshold(.unit, "a loss that stands above this share of its first value warns")
    package var warnAbove = 0.8
    @Threshold(.unit, "or above this share, where the score stays below `poor`")
    package var warnAboveWithScore = 0.6
    @Threshold(.unit, "a score below this is poor")
    package var poor = 0.5

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        guard let training = history[.loss] else {
            return HistoryJudgement(verdict: .skipped, words: "no training loss was logged")
        }
        let curve = HistoryCurve(training)
        guard curve.count >= 12 else { return .tooFew(training, "training loss") }
        let level = curve.endLevel
        let last = (3 * curve.count / 4)..<curve.count
        let change = curve.change(from: 0..<curve.startCount, to: last, boots: false)
        let estimate = HistoryJudgement.Estimate(
            name: "loss at the end", value: level,
            interval: (level - change.reach)...(level + change.reach),
            expected: "≤ \(Figure.text(warnAbove * curve.start))")
        if let floor = history.floor, level + change.reach < floor {
            return HistoryJudgement(
                verdict: .warned,
                words: "the loss ends at \(Figure.text(level)), below the lowest that can be had, "
                    + Figure.text(floor),
                advice:
                    "Something gives the answer away (a leak, a mask), or the floor is another.",
                estimates: [estimate])
        }
        let excess = (history.validation?.finite.y.last).map { $0 - level }
        let hasGap = (excess ?? 0) > 0.1 * abs(level) + 3 * curve.noise
        let words =
            "the training loss ends at \(Figure.text(level)), from \(Figure.text(curve.start))"
            + (excess.map { ", the validation loss \(Figure.text(level + $0))" } ?? "")
        guard curve.isPositive, curve.stands, !hasGap, level > bound(history) * curve.start else {
            return HistoryJudgement(
                verdict: .passed,
                words: curve.isPositive
                    ? words : words + "; losses that reach below 0 have no scale to judge by",
                estimates: [estimate])
        }
        return HistoryJudgement(
            verdict: .warned,
            words: words + (history.bestScore.map { ", the score \(Figure.text($0))" } ?? "")
                + ": underfitting, where the targets are not as noisy as that",
            advice: "Compare with the loss of a constant answer; widen the network, raise the "
                + "learning rate, or take regularisation away.", estimates: [estimate])
    }

    /// Above which share of its start a loss counts as not learned: by the score where one tells.
    private func bound(_ history: History) -> Double {
        guard let score = history.bestScore else { return warnAbove }
        return score < poor ? warnAboveWithScore : .infinity
    }
}
