internal import Experiments
internal import Jobs

/// The training went on until its loss stood still, and from where on it did. Warns where it ended
/// in the middle of its fall.
package struct Convergence: HistoryCheck {
    package static let name = "convergence"
    package static let verifies = "the training goes on until the loss stops falling"
    package var expected: String {
        "the last eighth lower than the one before by less than \(Figure.text(100 * warnAbove)) % "
            + "of the whole fall"
    }
    package var shows: [HistoryRole] { [.loss, .validationLoss] }

    @Threshold(.unit, "a larger share of the whole fall in the last eighth warns")
    package var warnAbove = 0.08

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        let series = history.loss.finite
        let curve = HistoryCurve(series)
        guard curve.count >= 12 else { return .tooFew(history.loss, "training loss") }
        guard curve.fall.isFall else {
            return HistoryJudgement(
                verdict: .skipped, words: "the loss does not fall: there is nothing to converge")
        }
        let middle = curve.count - curve.count / 8
        let change = curve.change(
            from: (3 * curve.count / 4)..<middle, to: middle..<curve.count)
        let share = -100 / curve.size
        let estimate = HistoryJudgement.Estimate(
            name: "share of the whole fall in the last eighth", value: share * change.value,
            interval: (share * change.interval.upperBound)...(share * change.interval.lowerBound),
            expected: "≤ \(Figure.text(100 * warnAbove))", unit: "%")
        // Falling back to what it once was is no progress.
        let earlier = curve.smooth.prefix(3 * curve.count / 4).min() ?? .infinity
        if change.isFall, estimate.value > 100 * warnAbove,
            earlier - Statistics.mean(curve.values[middle...]) > warnAbove / 2 * curve.size,
            !rateIsSpent(history, series)
        {
            return HistoryJudgement(
                verdict: .warned,
                words: "it has not converged: \(Figure.text(estimate.value)) % of the whole fall, "
                    + "from \(Figure.text(curve.start)) to \(Figure.text(curve.endLevel)), are in "
                    + "the last eighth", advice: "Train longer, or at a higher learning rate.",
                estimates: [estimate])
        }
        return HistoryJudgement(
            verdict: .passed, words: words(curve, series), estimates: [estimate])
    }

    private func rateIsSpent(_ history: History, _ series: HistorySeries) -> Bool {
        guard let peak = history[.rate]?.finite.y.max(), let row = series.rows.last,
            let rate = history.rate(at: row)
        else { return false }
        return rate < 0.1 * peak
    }

    private func words(_ curve: HistoryCurve, _ series: HistorySeries) -> String {
        let level = Figure.text(curve.endLevel)
        guard curve.stands else {
            return curve.ending.isFall
                ? "it still falls a little, to \(level)" : "it rises at the end, to \(level)"
        }
        let smooth = curve.smooth
        let bound = curve.endLevel + 0.05 * curve.size + 2 * curve.noise
        let last = smooth.lastIndex { $0 > bound } ?? -1
        let index = min(last + 1 + curve.span / 2, curve.count - 1)
        return "it converged at \(series.position(index)), to \(level)"
    }
}
