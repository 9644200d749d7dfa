internal import Experiments
package import Jobs

/// T01 of a log: every logged loss is a number. Fails where one is NaN or infinite to the end,
/// warns where it comes back or where the log falls silent.
package struct FiniteLoss: HistoryCheck {
    package static let name = "finite-loss"
    package static let verifies = "every logged loss is a number"
    package static let explains = [
        "falling-loss", "diverging-loss", "standing-loss", "underfitting", "convergence",
    ]
    package var expected: String { "no NaN, no infinity, no loss that is missing to the end" }
    package var shows: [HistoryRole] { [.loss, .validationLoss] }
    package var isParity: Bool { true }

    package init() {}

    package func tables(_ histories: [History]) -> [Table] {
        [
            Table(
                name: "what was read",
                columns: ["file", "column", "taken for", "values", "first", "last"],
                rows: histories.flatMap(\.account))
        ]
    }

    package func judge(_ history: History) -> HistoryJudgement {
        let roles: [HistoryRole] = [.loss, .validationLoss, .norm]
        let found = roles.compactMap { role in
            history[role].flatMap { broken($0, role, history) }
        }
        if let worst = found.first(where: { $0.verdict == .failed }) ?? found.first { return worst }
        if let silent = silence(history) { return silent }
        let counts = roles.prefix(2).compactMap { role in
            history[role].map { "\($0.count) values of the \(role.words)" }
        }
        return HistoryJudgement(
            verdict: .passed, words: "all finite: " + counts.joined(separator: ", "))
    }

    private func broken(
        _ series: HistorySeries, _ role: HistoryRole, _ history: History
    ) -> HistoryJudgement? {
        guard let index = series.y.firstIndex(where: { !$0.isFinite }) else { return nil }
        let count = series.y.count { !$0.isFinite }
        let isForGood = series.y.last?.isFinite == false && series.y[index...].count == count
        // A scaled loss of half precision has infinite gradients now and then, and skips the step.
        if role == .norm, count * 5 < series.count { return nil }
        let words =
            "the \(role.words) is \(Figure.text(series.y[index])) at \(series.position(index)), "
            + history.origin(series.rows[index])
        let before = series.y[..<index].suffix(3).map { Figure.text($0) }
        return HistoryJudgement(
            verdict: isForGood && role != .norm ? .failed : .warned,
            words: words
                + (isForGood ? ", and stays so" : ", and in \(count) of \(series.count) rows")
                + (before.isEmpty ? "" : "; before it: \(before.joined(separator: ", "))"),
            advice: advice(role, isFromStart: index == 0))
    }

    private func advice(_ role: HistoryRole, isFromStart: Bool) -> String {
        if role == .validationLoss {
            return "Look for a division by no rows, a logarithm of 0 and what is not a number in "
                + "the validation data."
        }
        return isFromStart
            ? "Look at the data for what is not a number, then at the loss: a logarithm of 0, a "
                + "division by 0."
            : "Lower the learning rate by 10, clip gradients, and look at the scale of inputs and "
                + "targets and at the rows of that step."
    }

    /// A loss that is missing from some row to the end, as a null that stands for NaN.
    private func silence(_ history: History) -> HistoryJudgement? {
        guard let series = history[.loss], let last = series.rows.last, series.count > 3 else {
            return nil
        }
        let gaps = zip(series.rows, series.rows.dropFirst()).map { $1 - $0 }
        let tail = history.rowCount - 1 - last
        guard tail > max(3, 3 * (gaps.max() ?? 1)) else { return nil }
        return HistoryJudgement(
            verdict: .warned,
            words: "the training loss is missing from \(history.origin(last + 1)) to the end",
            advice: "Look whether it became NaN there: some programs leave that out.")
    }
}
