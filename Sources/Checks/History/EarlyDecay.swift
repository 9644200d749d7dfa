internal import Experiments
internal import Jobs

/// T03 of a log: the learning rate lasts as long as there is something to learn. Warns where it
/// fell below a hundredth of its peak for good while the loss was falling, and the loss stood still
/// from then on.
package struct EarlyDecay: HistoryCheck {
    package static let name = "early-decay"
    package static let verifies = "the learning rate does not fall before the loss stops falling"
    package static let explains = ["standing-loss", "underfitting"]
    package var expected: String {
        "less than \(Figure.text(100 * starved)) % of the training at under a hundredth of the peak"
            + " rate, or a loss that had stopped falling before"
    }
    package var shows: [HistoryRole] { [.loss, .rate] }

    @Threshold(.unit, "a larger share of the training at less than a hundredth of the peak warns")
    package var starved = 0.35

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        guard let rates = history[.rate]?.finite, rates.count >= 2, let peak = rates.y.max(),
            peak > 0
        else {
            return HistoryJudgement(verdict: .skipped, words: "no learning rate was logged")
        }
        let series = history.loss.finite
        let curve = HistoryCurve(series)
        guard curve.count >= 12 else { return .tooFew(history.loss, "training loss") }
        let own = series.rows.map { history.rate(at: $0) ?? peak }
        let end = (own.lastIndex { $0 >= 0.01 * peak } ?? -1) + 1
        let share = Double(curve.count - end) / Double(curve.count)
        let interval = Statistics.wilson(
            successes: curve.count - end, of: curve.count)
        let estimate = HistoryJudgement.Estimate(
            name: "training at less than a hundredth of the peak rate", value: 100 * share,
            interval: (100 * interval.lowerBound)...(100 * interval.upperBound),
            expected: "≤ \(Figure.text(100 * starved))", unit: "%")
        let words =
            "\(Figure.text((100 * share).rounded())) % of the training runs at less than a "
            + "hundredth of the peak learning rate \(Figure.text(peak))"
        guard share > starved, end < curve.count, let fall = lost(curve, own, at: end) else {
            return HistoryJudgement(
                verdict: .passed, words: share > starved ? words + ", after the loss stood" : words,
                estimates: [estimate])
        }
        return HistoryJudgement(
            verdict: .warned,
            words: "\(words), from \(series.position(end)) on; the loss was falling until then "
                + "(by \(Figure.text(fall)) in the last third of what the rate allowed) and "
                + "stands still since: it decayed too early",
            advice: "Decay the learning rate more slowly, or by the validation loss.",
            estimates: [estimate])
    }

    /// How far the loss fell in the last third of the sum of learning rates until they were gone,
    /// where that is much of its whole fall and it fell no more afterwards; nil otherwise.
    private func lost(_ curve: HistoryCurve, _ rates: [Double], at end: Int) -> Double? {
        guard end >= 4, curve.count - end >= 4 else {
            // The rate was gone before the loss could show which way it goes.
            return end > 0 && curve.stands ? curve.size : nil
        }
        let whole = rates[..<end].reduce(0, +)
        var sum = 0.0
        let two = rates[..<end].firstIndex { rate in
            sum += rate
            return sum >= 2 / 3 * whole
        }
        let from = min(two ?? end - 2, end - 2)
        let part = max(1, (end - from) / 3)
        let before = curve.change(from: from..<(from + part), to: (end - part)..<end, boots: false)
        let half = (curve.count - end) / 2
        let after = curve.change(from: end..<(end + half), to: (end + half)..<curve.count)
        let fell = -before.value
        guard before.isFall, fell > 0.15 * curve.size, -after.value < 0.25 * fell else {
            return nil
        }
        return fell
    }
}
