internal import Jobs
internal import Search

extension ReportedTrial {
    /// Returns `trials` ranked: best first, then those without a rank by index.
    static func ranked(
        _ trials: [ReportedTrial], metric: String, goal: SearchPlan.Goal
    ) -> [ReportedTrial] {
        let entries = Ranking.rank(trials: results(of: trials), metric: metric, goal: goal)
        let ranks = Dictionary(
            entries.enumerated().map { ($1.trial, $0 + 1) }, uniquingKeysWith: { first, _ in first }
        )
        let marked = trials.map { trial in
            var trial = trial
            trial.rank = ranks[trial.index]
            return trial
        }
        return marked.sorted {
            ($0.rank ?? Int.max, $0.index) < ($1.rank ?? Int.max, $1.index)
        }
    }

    /// Returns the best value so far by trial index.
    static func bestSoFar(
        _ trials: [ReportedTrial], metric: String, goal: SearchPlan.Goal
    ) -> [ReportSummary.Leader] {
        let entries = Ranking.rank(trials: results(of: trials), metric: metric, goal: goal)
        return Ranking.bestSoFar(entries, goal: goal).map {
            ReportSummary.Leader(trial: $0.trial, value: $0.value)
        }
    }

    private static func results(of trials: [ReportedTrial]) -> [Int: TrialResult] {
        let completed = trials.filter { $0.state == .completed }.map {
            ($0.index, TrialResult(state: .completed, metrics: $0.metrics, history: []))
        }
        return Dictionary(completed, uniquingKeysWith: { first, _ in first })
    }
}
