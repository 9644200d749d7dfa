internal import Experiments
package import Jobs

/// A question about the log of a training that already happened.
package protocol HistoryCheck: Check {
    /// What is drawn beside the finding.
    var shows: [HistoryRole] { get }
    /// Whether a fault in one of several logs counts whatever the others say.
    var isParity: Bool { get }
    /// Judges one training.
    func judge(_ history: History) -> HistoryJudgement
    /// What is set out beside the finding.
    func tables(_ histories: [History]) -> [Table]
}

/// What one log shows of a question.
package struct HistoryJudgement: Sendable {
    /// A figure with its interval of 99 %.
    struct Estimate: Sendable {
        var name: String
        var value: Double
        var interval: ClosedRange<Double>?
        var expected = ""
        var unit = ""
    }

    var verdict: Finding.Verdict
    var words: String
    var advice = ""
    var estimates: [Estimate] = []

    static func tooFew(_ series: HistorySeries?, _ noun: String) -> HistoryJudgement {
        let count = series?.finite.count ?? 0
        return HistoryJudgement(
            verdict: .skipped,
            words: count == 0
                ? "no \(noun) was logged"
                : "\(count) \(count == 1 ? "value" : "values") of the \(noun) are too few to tell")
    }
}

extension HistoryCheck {
    package static var budget: Double { 0 }
    package var shows: [HistoryRole] { [] }
    package var isParity: Bool { false }

    package func tables(_ histories: [History]) -> [Table] { [] }

    /// Judges trainings that differ in their seeds alone: a failure of at least half of them fails.
    package func finding(_ histories: [History]) -> Finding {
        let judgements = histories.map { judge($0) }
        let judged = judgements.filter { $0.verdict != .skipped }
        let failed = judged.count { $0.verdict == .failed }
        let isWrong = judged.contains { [.failed, .warned].contains($0.verdict) }
        let verdict: Finding.Verdict =
            judged.isEmpty
            ? .skipped
            : failed > 0 && (isParity || 2 * failed >= judged.count)
                ? .failed : isWrong ? .warned : .passed
        let worst =
            judgements.first { $0.verdict == .failed }
            ?? judgements.first { $0.verdict == .warned }
        let prefixes = histories.count > 1 ? histories.map { "\($0.name): " } : [""]
        return finding(
            verdict, evidence(judgements, prefixes), advice: worst?.advice ?? "",
            measurements: measurements(judged),
            series: zip(histories, prefixes).prefix(4).flatMap { $0.curves(shows, prefix: $1) },
            tables: tables(histories))
    }

    private func evidence(_ judgements: [HistoryJudgement], _ prefixes: [String]) -> String {
        guard judgements.count > 1 else { return judgements.first?.words ?? "" }
        let pairs = Array(zip(judgements, prefixes))
        let wrong = pairs.filter { [.failed, .warned].contains($0.0.verdict) }
        let shown = wrong.isEmpty ? pairs : wrong
        let head = wrong.isEmpty ? "" : "in \(wrong.count) of \(pairs.count) files: "
        let more = shown.count > 3 ? "; and \(shown.count - 3) more" : ""
        return head + shown.prefix(3).map { $1 + $0.words }.joined(separator: "; ") + more
    }

    /// One log's figures with their intervals; of several logs the means, with the intervals over
    /// these where there are three at least.
    private func measurements(_ judged: [HistoryJudgement]) -> [Measurement] {
        guard let first = judged.first else { return [] }
        return first.estimates.flatMap { estimate -> [Measurement] in
            let same = judged.compactMap { judgement in
                judgement.estimates.first { $0.name == estimate.name }
            }
            let values = same.map(\.value)
            let interval =
                values.count < 2
                ? estimate.interval
                : values.count < 3
                    ? nil : Statistics.pairedChange(values.map { _ in 0 }, values)
            func measurement(_ name: String, _ value: Double, _ expected: String = "")
                -> Measurement
            {
                Measurement(name: name, value: value, expected: expected, unit: estimate.unit)
            }
            let name = estimate.name + (values.count > 1 ? ", mean of \(values.count) files" : "")
            let ends = interval.map { interval in
                [
                    measurement("lower end (99 %)", interval.lowerBound),
                    measurement("upper end (99 %)", interval.upperBound),
                ]
            }
            return [measurement(name, Statistics.mean(values), estimate.expected)] + (ends ?? [])
        }
    }
}

/// The questions of `preflight diagnose`, in report order.
package enum HistoryRegistry {
    package static let checks: [any HistoryCheck] = [
        FiniteLoss(), FallingLoss(), DivergingLoss(), LossSpikes(), StandingLoss(), EarlyDecay(),
        ZeroedTail(), Overfitting(), Underfitting(), Convergence(),
    ]
}
