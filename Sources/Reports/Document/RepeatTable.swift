internal import Jobs
internal import Search

/// The repeats as rows of words, for the terminal and the page.
struct RepeatTable {
    static let columns = [
        "rank", "trial", "mean", "behind the first (95 % interval)", "P(better)", "conclusion",
    ]
    /// Columns of numbers stand to the right.
    static let numeric = Set(0..<5)

    let title: String
    let rows: [[String]]

    init(_ repeats: ReportedRepeats, count: RepeatCount, metric: String) {
        title = "Leading trials over \(count.seeds) fresh seeds, by mean \(metric)"
        rows = repeats.trials.map(Self.row)
    }

    private static func row(_ trial: ReportedRepeats.Trial) -> [String] {
        let first = ["\(trial.rank)", "\(trial.trial)", trial.mean.map(Figure.text) ?? "–"]
        guard let behind = trial.behindFirst else {
            return first + ["–", "–", trial.rank == 1 ? "first" : conclusion(trial)]
        }
        var distance = Figure.text(behind.difference)
        if let low = behind.low, let high = behind.high {
            distance += " (\(Figure.text(low)) to \(Figure.text(high)))"
        }
        let share = Figure.text((behind.probabilityOtherIsBetter * 1000).rounded() / 10)
        return first + [distance, "\(share) %", conclusion(trial)]
    }

    private static func conclusion(_ trial: ReportedRepeats.Trial) -> String {
        for (state, words) in [
            (ReportedTrial.State.infeasible, "infeasible"), (.failed, "failed"),
            (.cancelled, "cancelled"),
        ] where trial.count(state) > 0 {
            return "\(trial.count(state)) \(words)"
        }
        return trial.isSeparatedFromFirst ? "separated" : "not separated"
    }
}
