internal import ElementaryFunctions
internal import Experiments
internal import Jobs

/// T06 of a log: nothing throws the loss up. Warns at a value above the start and far beyond its
/// neighbours, and at a jump that lasts.
package struct LossSpikes: HistoryCheck {
    package static let name = "loss-spikes"
    package static let verifies = "nothing throws the training loss up"
    package static let explains = ["diverging-loss", "falling-loss"]
    package var expected: String { "no loss far beyond its neighbours, and no jump that lasts" }
    package var shows: [HistoryRole] { [.loss, .norm] }

    @Threshold(.positive, "so many median deviations beyond its neighbours are far")
    package var far = 8.0

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        let series = history.loss.finite
        let curve = HistoryCurve(series)
        guard curve.count >= 12 else { return .tooFew(history.loss, "training loss") }
        let single = singles(curve)
        let found = Array(Set(single + jumps(curve, history))).sorted()
        let share = Statistics.wilson(successes: found.count, of: curve.count)
        let estimate = HistoryJudgement.Estimate(
            name: "values thrown up", value: 100 * Double(found.count) / Double(curve.count),
            interval: (100 * share.lowerBound)...(100 * share.upperBound), expected: "0", unit: "%")
        guard let first = found.first else {
            return HistoryJudgement(
                verdict: .passed, words: "no loss stands far out of its neighbours",
                estimates: [estimate])
        }
        let named = found.prefix(3).map { series.position($0) }.joined(separator: ", ")
        return HistoryJudgement(
            verdict: .warned,
            words: "the loss jumps \(found.count == 1 ? "once" : "\(found.count) times"), to "
                + "\(Figure.text(series.y[first])) from \(Figure.text(series.y[first - 1])) "
                + "at \(series.position(first)) (\(history.origin(series.rows[first])))"
                + (found.count > 1 ? "; at \(named)\(found.count > 3 ? ", …" : "")" : ""),
            advice: "Look at the rows of that step, clip gradients, or lower the learning rate.",
            estimates: [estimate])
    }

    /// Values above the start and all others nearby by so many deviations: of logarithms where all
    /// are positive, since losses of small batches are skewed. The first of a run stands for it.
    private func singles(_ curve: HistoryCurve) -> [Int] {
        let values = curve.isPositive ? curve.values.map { Double.log($0) } : curve.values
        let start = values.prefix(max(3, values.count / 20)).max() ?? 0
        var found: [Int] = []
        for index in 3..<values.count where values[index] > start {
            let near =
                Array(values[max(0, index - 10)..<max(0, index - 1)])
                + Array(values[min(values.count, index + 4)..<min(values.count, index + 13)])
            guard near.count >= 6 else { continue }
            let center = Statistics.median(near)
            let spread = 1.4826 * Statistics.median(near.map { abs($0 - center) })
            guard values[index] - center > far * max(spread, 0.01) else { continue }
            if found.last.map({ index - $0 > 3 }) ?? true { found.append(index) }
        }
        return found
    }

    /// Jumps that last and are not those of a learning rate that starts anew: it was logged and
    /// rose there, or the loss comes lower afterwards than it was before.
    private func jumps(_ curve: HistoryCurve, _ history: History) -> [Int] {
        guard curve.count >= 60 else { return [] }
        let size = max(1, curve.count / 400)
        let thinned = curve.condensed(to: min(curve.count, 400))
        let series = history.loss.finite
        return CurveShape.spikes(thinned).compactMap { index in
            let at = min(index * curve.count / thinned.count, curve.count - 1)
            let before = Statistics.median(Array(thinned[max(0, index - 5)..<index]))
            let row = series.rows[at]
            let earlier = series.rows[max(0, at - 3 * size)]
            if let then = history.rate(at: earlier), let now = history.rate(at: row) {
                if now > 1.2 * then { return nil }
            } else if thinned[index...].contains(where: { $0 <= before }) {
                return nil
            }
            return thinned[index] > before + 0.2 * (curve.start - before) ? max(at, 1) : nil
        }
    }
}
