internal import Jobs

/// What a search's trials show together.
struct SearchDiagnosis {
    let trials: [ReportedTrial]
    let search: ReportedRun.Search

    var problems: [ReportSummary.Problem] {
        [nothingRanked, failures, infeasibility, unranked, unfinished].compactMap { $0 }
    }

    private func count(_ state: ReportedTrial.State) -> Int { trials.count { $0.state == state } }

    private var nothingRanked: ReportSummary.Problem? {
        guard !trials.isEmpty, !trials.contains(where: { $0.rank != nil }) else { return nil }
        let finding =
            count(.infeasible) == trials.count
            ? "Every trial diverged" : "No trial completed with a finite \(search.metric)"
        return problem(
            .failed, "\(finding), so none can be ranked.",
            "Run the checks on this experiment first: something is wrong whatever the parameters.")
    }

    private var failures: ReportSummary.Problem? {
        let failed = trials.filter { $0.state == .failed }.sorted { $0.index < $1.index }
        guard let first = failed.first else { return nil }
        return problem(
            .error,
            "\(Plural.count(failed.count, "trial")) of \(trials.count) could not be carried out; "
                + "trial \(first.index): \(first.reason)",
            "These trials say nothing about their parameters. Mend the cause and run them again.")
    }

    /// A search that loses a quarter of its trials looks in the wrong region; of one that loses all
    /// `nothingRanked` tells.
    private var infeasibility: ReportSummary.Problem? {
        let infeasible = count(.infeasible)
        guard infeasible * 4 >= trials.count, infeasible > 0, infeasible < trials.count
        else { return nil }
        return problem(
            .warned, "\(infeasible) of \(Plural.count(trials.count, "trial")) diverged.",
            "The space reaches too far: see in the scatter plots where the infeasible trials lie "
                + "(often at high learning rates), and narrow that side.")
    }

    private var unranked: ReportSummary.Problem? {
        let lacking = trials.count { $0.state == .completed && $0.rank == nil }
        guard lacking > 0, trials.contains(where: { $0.rank != nil }) else { return nil }
        return problem(
            .warned,
            "\(Plural.count(lacking, "completed trial")) without a finite \(search.metric).",
            "They are listed without a rank. Look at their learning curves.")
    }

    private var unfinished: ReportSummary.Problem? {
        let missing = search.trials - trials.count + count(.cancelled)
        guard missing > 0 else { return nil }
        return problem(
            .warned,
            "\(Plural.count(missing, "trial")) of \(search.trials) did not end with the run.",
            "The ranking covers the others. The same seed gives the same trials again.")
    }

    private func problem(
        _ verdict: Finding.Verdict, _ evidence: String, _ advice: String
    ) -> ReportSummary.Problem {
        ReportSummary.Problem(
            check: "trials", verdict: verdict, evidence: evidence, advice: advice,
            explains: [])
    }
}
