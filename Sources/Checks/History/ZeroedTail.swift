internal import Experiments
internal import Jobs

/// T18 of a log: no series ends in exact zeros after a value well above. Warns.
package struct ZeroedTail: HistoryCheck {
    package static let name = "zeroed-tail"
    package static let verifies = "no logged series jumps to exact zeros and stays there"
    package static let explains = ["diverging-loss", "convergence", "overfitting"]
    package var expected: String {
        "fewer than \(warnRows) zeros at the end after a value well above"
    }
    package var shows: [HistoryRole] { [.loss, .validationLoss] }
    package var isParity: Bool { true }

    @Threshold(3...1_000_000, "so many zeros at the end, after a value well above, warn")
    package var warnRows = 3
    @Threshold(.unit, "a value above this share of the first is well above")
    package var above = 0.05

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        let roles: [HistoryRole] = [.loss, .validationLoss, .score, .validationScore, .norm]
        let found = roles.compactMap { role -> HistoryJudgement? in
            guard let series = history[role], series.count >= warnRows else { return nil }
            return tail(series, role, history)
        }
        if let first = found.first { return first }
        let counts = roles.compactMap { role in history[role]?.finite.count }
        guard counts.contains(where: { $0 >= warnRows }) else {
            return .tooFew(history.loss, "loss")
        }
        return HistoryJudgement(
            verdict: .passed, words: "no series ends in zeros that it jumped to")
    }

    private func tail(
        _ series: HistorySeries, _ role: HistoryRole, _ history: History
    ) -> HistoryJudgement? {
        let zeros = series.y.reversed().prefix { $0 == 0 }.count
        guard zeros >= warnRows else { return nil }
        let start = series.count - zeros
        let isOfLoss = role == .loss || role == .validationLoss
        if zeros < series.count {
            let isHigh = abs(series.y[start - 1]) > above * abs(series.y[0])
            // A margin loss that separates all rows is 0 exactly, and rightly so.
            let isEarned = isOfLoss && (history.bestScore ?? 0) >= 0.95
            guard isHigh, !isEarned else { return nil }
        } else if role == .norm {
            return nil
        }
        let interval = Statistics.wilson(successes: zeros, of: series.count)
        let before = start > 0 ? " after \(Figure.text(series.y[start - 1]))" : ""
        return HistoryJudgement(
            verdict: .warned,
            words: "the last \(zeros) values of the \(role.words) are 0 exactly\(before), from "
                + "\(series.position(start)) (\(history.origin(series.rows[start]))) on",
            advice: "Look for what replaces NaN by 0, masks every target, or counts no rows.",
            estimates: [
                HistoryJudgement.Estimate(
                    name: "zeros at the end", value: 100 * Double(zeros) / Double(series.count),
                    interval: (100 * interval.lowerBound)...(100 * interval.upperBound), unit: "%")
            ])
    }
}
