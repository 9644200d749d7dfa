internal import Experiments
internal import Jobs

/// The training loss falls from its start to its last third. Fails where it surely rises and no
/// score gets better, warns where no fall can be told.
package struct FallingLoss: HistoryCheck {
    package static let name = "falling-loss"
    package static let verifies = "the training loss falls"
    package static let explains = ["standing-loss", "underfitting"]
    package var expected: String {
        "the last third below the start, beyond noise and by \(Figure.text(100 * least)) %"
    }
    package var shows: [HistoryRole] { [.loss, .validationLoss] }

    @Threshold(.unit, "a fall by a smaller share of the first loss is none")
    package var least = 0.01
    @Threshold(.unit, "a score from which on there was nothing to learn")
    package var learned = 0.95

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        let curve = HistoryCurve(history.loss)
        guard curve.count >= 5 else { return .tooFew(history.loss, "training loss") }
        let fall = curve.fall
        let end = curve.start + fall.value
        let estimate = HistoryJudgement.Estimate(
            name: "change of the loss", value: fall.value, interval: fall.interval, expected: "< 0")
        let size = curve.isPositive ? least * abs(curve.start) : 0
        let words =
            "from \(Figure.text(curve.start)) to \(Figure.text(end)), a change of "
            + "\(Figure.text(fall.value)) (99 %: \(Figure.text(fall.interval.lowerBound)) to "
            + "\(Figure.text(fall.interval.upperBound)))"
        if fall.isFall, -fall.value >= size {
            return HistoryJudgement(
                verdict: .passed, words: "the loss falls " + words, estimates: [estimate])
        }
        if let score = history.bestScore, score >= learned {
            return HistoryJudgement(
                verdict: .passed,
                words: "the loss does not fall, but the score is \(Figure.text(score)): there was "
                    + "little left to learn", estimates: [estimate])
        }
        let rises = fall.isRise && fall.value >= size
        let fails = rises && !scoreRises(history)
        return HistoryJudgement(
            verdict: fails ? .failed : .warned,
            words: (rises ? "the loss rises " : "the loss is not decreasing: ") + words,
            advice: rises
                ? "Lower the learning rate by 10; look whether the step goes against the gradient, "
                    + "and whether part of the loss is meant to grow."
                : "Try ten times the learning rate and a tenth; look whether gradients reach the "
                    + "weights, and whether inputs and targets belong together.",
            estimates: [estimate])
    }

    /// Whether a score surely gets better, as where a term of the loss is meant to grow.
    private func scoreRises(_ history: History) -> Bool {
        [HistoryRole.validationScore, .score].contains { role in
            guard let series = history[role]?.finite, series.count >= 5 else { return false }
            return HistoryCurve(series).fall.isRise
        }
    }
}
