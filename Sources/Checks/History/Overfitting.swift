internal import ElementaryFunctions
internal import Experiments
internal import Jobs

/// T12 of a log: validation does not get worse while training goes on. Warns where the validation
/// loss ends above its lowest by 10 % and 3 standard errors, beyond what the choice of the lowest
/// explains, and training does not get worse with it. A gap alone is no fault (T11).
package struct Overfitting: HistoryCheck {
    package static let name = "overfitting"
    package static let verifies = "validation does not get worse while training goes on"
    package var expected: String {
        "a validation loss that ends within \(Figure.text(100 * least)) % of its lowest"
    }
    package var shows: [HistoryRole] { [.loss, .validationLoss, .score, .validationScore] }

    @Threshold(.notNegative, "a rise from the lowest validation loss by a smaller share is none")
    package var least = 0.1
    @Threshold(.notNegative, "a fall of the score from its best by less is none")
    package var leastScore = 0.05

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        if let series = history.validation ?? history[.validationLoss], series.finite.count >= 6 {
            return judge(series.finite, history, isScore: false)
        }
        if let series = history[.validationScore], series.finite.count >= 6 {
            return judge(series.finite, history, isScore: true)
        }
        return .tooFew(history[.validationLoss] ?? history[.validationScore], "validation")
    }

    private func judge(
        _ series: HistorySeries, _ history: History, isScore: Bool
    ) -> HistoryJudgement {
        let sign = isScore ? -1.0 : 1
        let curve = HistoryCurve(series.y.map { sign * $0 })
        let smooth = curve.smooth
        let lowest = smooth.indices.min { smooth[$0] < smooth[$1] } ?? 0
        let (early, late) = (
            lowest..<(lowest + curve.span), (curve.count - curve.span)..<curve.count
        )
        let rise = curve.change(from: early, to: late)
        let best = Array(series.y[early])
        let at = early.lowerBound + (best.indices.min { sign * best[$0] < sign * best[$1] } ?? 0)
        let noun = isScore ? "validation score" : "validation loss"
        let estimate = HistoryJudgement.Estimate(
            name: isScore
                ? "fall of the validation score from its best"
                : "rise of the validation loss from its lowest",
            value: rise.value, interval: rise.interval)
        guard early.upperBound <= late.lowerBound,
            isLarge(rise, curve, lowest: lowest, isScore: isScore)
        else {
            return HistoryJudgement(
                verdict: .passed, words: "the \(noun) ends near its best" + gap(history),
                estimates: [estimate])
        }
        let words =
            "the \(noun) \(isScore ? "fell" : "rose") by \(Figure.text(rise.value)) (99 %: "
            + "\(Figure.text(rise.interval.lowerBound)) to "
            + "\(Figure.text(rise.interval.upperBound))) since \(series.position(at)), to "
            + Figure.text(series.y.last ?? .nan)
        if trainingWorsens(history, since: series.rows[at]) {
            return HistoryJudgement(
                verdict: .passed, words: words + ", and the training loss rose with it",
                estimates: [estimate])
        }
        return HistoryJudgement(
            verdict: .warned, words: words + ": overfitting from there on",
            advice: "Keep the weights of \(series.position(at)) (early stopping), or regularise: "
                + "more data, augmentation, weight decay, dropout.", estimates: [estimate])
    }

    /// Whether a rise is beyond noise and the choice of the lowest of many, and not small.
    private func isLarge(
        _ rise: HistoryCurve.Change, _ curve: HistoryCurve, lowest: Int, isScore: Bool
    ) -> Bool {
        let low = curve.smooth[lowest]
        let choices = Double(max(2, curve.count / curve.span))
        let error = max(rise.reach / 2.576, 2.0.squareRoot() * curve.wander(about: lowest))
        guard rise.value > (3 + (2 * Double.log(choices)).squareRoot()) * error else {
            return false
        }
        if isScore { return rise.value > leastScore }
        let size = max(curve.start - low, 0)
        return curve.isPositive
            ? rise.value > least * low && rise.value > 0.03 * size
            : rise.value > max(least * size, 10 * curve.noise)
    }

    /// Whether the training loss rose as well since a row: then it diverges, or its learning rate
    /// starts anew.
    private func trainingWorsens(_ history: History, since row: Int) -> Bool {
        guard let series = history[.loss]?.finite, series.count >= 6 else { return false }
        let from = series.rows.lastIndex { $0 <= row } ?? 0
        let curve = HistoryCurve(series)
        let span = max(1, min(3, series.count - from))
        let then = Statistics.mean(series.y[max(0, from - 1)...min(from + 1, series.count - 1)])
        let now = Statistics.mean(series.y.suffix(span))
        return now - then > max(0.05 * curve.size, 3 * curve.noise)
    }

    /// The gap between training and validation at the end, which is no fault of any size.
    private func gap(_ history: History) -> String {
        guard let training = history[.loss]?.finite.y.last,
            let validation = history.validation?.finite.y.last
        else { return "" }
        return "; it is \(Figure.text(validation)) at the end, the training loss "
            + "\(Figure.text(training)): a gap is no fault"
    }
}
