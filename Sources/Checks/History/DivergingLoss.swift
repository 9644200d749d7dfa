internal import Experiments
internal import Jobs

/// T02 of a log: the training loss does not run away. Fails where it ends above 1.5 times its
/// start, warns where it ends far above its lowest and lies there for long.
package struct DivergingLoss: HistoryCheck {
    package static let name = "diverging-loss"
    package static let verifies = "the training loss does not run away"
    package static let explains = [
        "falling-loss", "standing-loss", "underfitting", "overfitting", "convergence",
    ]
    package var expected: String {
        "an end below \(Figure.times(failAbove)) the start, and not above "
            + "\(Figure.times(warnAbove)) the lowest for long"
    }
    package var shows: [HistoryRole] { [.loss] }

    @Threshold(.positive, "a loss that ends above this many times its start fails")
    package var failAbove = 1.5
    @Threshold(.positive, "a loss that stays above this many times its lowest warns")
    package var warnAbove = 2.0

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        let curve = HistoryCurve(history.loss)
        guard curve.count >= 5 else { return .tooFew(history.loss, "training loss") }
        let start = max(curve.start, Statistics.median(Array(curve.values.prefix(3))))
        let tail = max(1, curve.count / 10)
        let late = (curve.count - tail)..<curve.count
        let end = Statistics.median(Array(curve.values[late]))
        let change = curve.change(from: 0..<curve.startCount, to: late, boots: false)
        let from = "the loss ends at \(Figure.text(end))"
        let estimate = HistoryJudgement.Estimate(
            name: "end less start", value: change.value, interval: change.interval)
        let advice = "The learning rate is too high: lower it, warm it up, or clip gradients."
        let bound = curve.isPositive ? failAbove * start : start + range(curve)
        if end > bound, change.isRise {
            return HistoryJudgement(
                verdict: .failed,
                words: "\(from), from \(Figure.text(start)): it diverges"
                    + since(curve, history, above: start), advice: advice, estimates: [estimate])
        }
        if let low = lasting(curve, history), end > high(low, curve) {
            return HistoryJudgement(
                verdict: .warned,
                words: "\(from), and was \(Figure.text(low)) at its lowest: it diverges"
                    + since(curve, history, above: high(low, curve)),
                advice: advice, estimates: [estimate])
        }
        return HistoryJudgement(
            verdict: .passed, words: "\(from), from \(Figure.text(start))", estimates: [estimate])
    }

    /// How far the loss ever came down, at least ten times its noise.
    private func range(_ curve: HistoryCurve) -> Double {
        max(curve.start - (curve.smooth.min() ?? curve.start), 10 * curve.noise)
    }

    /// What counts as far above the lowest loss: twice, where losses are positive and it is no
    /// small one beside the start; else half of the way back to that.
    private func high(_ low: Double, _ curve: HistoryCurve) -> Double {
        curve.isPositive
            ? max(warnAbove * low, low + 0.1 * (curve.start - low))
            : low + 0.5 * range(curve)
    }

    /// The lowest of 20 windows where the last three in a row lie far above it; nil where they
    /// don't, or where the learning rate is on its way up again.
    private func lasting(_ curve: HistoryCurve, _ history: History) -> Double? {
        let windows = curve.condensed(to: 20)
        guard windows.count >= 6, let low = windows.min(),
            windows.suffix(3).allSatisfy({ $0 > high(low, curve) + 4 * curve.noise })
        else { return nil }
        let series = history.loss.finite
        let lowest = series.y.indices.min { series.y[$0] < series.y[$1] } ?? 0
        if let then = history.rate(at: series.rows[lowest]),
            let now = history.rate(at: series.rows[series.count - 1]), now > 1.5 * then
        {
            return nil
        }
        return low
    }

    /// From where on the loss stays above a level.
    private func since(_ curve: HistoryCurve, _ history: History, above level: Double) -> String {
        let series = history.loss.finite
        guard let last = series.y.lastIndex(where: { $0 <= level }), last + 1 < series.count else {
            return ""
        }
        return " from \(series.position(last + 1)) (\(history.origin(series.rows[last + 1]))) on"
    }
}
