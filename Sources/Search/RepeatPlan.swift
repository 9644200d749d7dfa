public import Jobs

/// Plans the leading trials' runs with fresh seeds, once all trials have ended.
public enum RepeatPlan {
    /// Returns the job that reads all trials of `search` and plans their repeats; nil where the
    /// search asks for none.
    public static func planner(of search: SearchPlan) -> PlannedJob? {
        guard search.repeats != nil else { return nil }
        let trials = JobRead(
            .range(prefix: TrialName.prefix, first: 0, end: search.count),
            part: .metric(search.metric))
        return PlannedJob(
            name: TrialName.repeats, work: .repeats, expectedCost: 0.01, reads: [trials],
            plans: true, search: search)
    }

    /// Returns the repeats as jobs, leader after leader, each with its trial's parameters and the
    /// seed's stream, which is the same for all leaders.
    ///
    /// - Parameter outcomes: what the planner reads: each trial with the search's metric.
    /// - Throws: `SearchError` where the search has no trials to draw.
    public static func jobs(
        of search: SearchPlan, seed: UInt64, outcomes: [ReadOutcome]
    ) throws(SearchError) -> [PlannedJob] {
        guard let count = search.repeats else { return [] }
        let sampling = try Sampling(search, seed: seed)
        var trials: [Int: TrialResult] = [:]
        for outcome in outcomes {
            guard let index = TrialName.index(ofTrial: outcome.job),
                case .score(let score) = outcome.content, score.state == .completed
            else { continue }
            trials[index] = TrialResult(
                state: .completed, metrics: score.value.map { [search.metric: $0] } ?? [:],
                history: [])
        }
        let ranked = Ranking.rank(trials: trials, metric: search.metric, goal: search.goal)
        return ranked.prefix(count.trials).flatMap { leader in
            let parameters = sampling.parameters(ofTrial: leader.trial)
            return (0..<count.seeds).map { seed in
                PlannedJob(
                    name: TrialName.again(leader.trial, seed: seed), parameters: parameters,
                    stream: TrialName.stream(seed: seed))
            }
        }
    }
}
