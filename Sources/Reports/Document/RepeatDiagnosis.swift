internal import Jobs

/// What is wrong with the repeats of a search's leading trials.
struct RepeatDiagnosis {
    private let repeats: ReportedRepeats
    private let search: ReportedRun.Search

    init(_ repeats: ReportedRepeats, search: ReportedRun.Search) {
        self.repeats = repeats
        self.search = search
    }

    var problems: [ReportSummary.Problem] {
        if !repeats.reason.isEmpty {
            return [
                problem(
                    .warned, "The leading trials did not run again. \(repeats.reason)",
                    "The ranking rests on one run of each trial.")
            ]
        }
        return [failures, infeasibility, numberless, unfinished].compactMap { $0 }
    }

    private var failures: ReportSummary.Problem? {
        guard let (words, reason) = runs(.failed) else { return nil }
        return problem(
            .error, "Repeats could not be carried out: \(words). The first: \(reason)",
            "Their trials stand behind the others. Mend the cause and run the search again.")
    }

    private var infeasibility: ReportSummary.Problem? {
        guard let (words, reason) = runs(.infeasible) else { return nil }
        return problem(
            .warned, "Leading trials diverged with fresh seeds: \(words). The first: \(reason)",
            "Their first run was luck: they are ranked behind the others. Prefer a trial that "
                + "every seed completes, or a lower learning rate.")
    }

    private var numberless: ReportSummary.Problem? {
        let lacking = repeats.trials.filter { trial in
            trial.runs.contains { $0.state == .completed && !($0.value?.isFinite ?? false) }
        }
        guard !lacking.isEmpty else { return nil }
        return problem(
            .warned,
            "Repeats without a finite \(search.metric): "
                + lacking.map { "trial \($0.trial)" }.joined(separator: ", ") + ".",
            "Their trials are ranked behind the others.")
    }

    private var unfinished: ReportSummary.Problem? {
        let missing = repeats.trials.reduce(0) { $0 + $1.count(.cancelled) }
        guard missing > 0 else { return nil }
        let all = repeats.trials.reduce(0) { $0 + $1.runs.count }
        return problem(
            .warned, "\(Plural.count(missing, "repeat")) of \(all) did not end with the run.",
            "Their trials stand behind the others. The same seed gives the same repeats again.")
    }

    /// The trials with runs in `state`, and the first one's reason; nil where there are none.
    private func runs(_ state: ReportedTrial.State) -> (words: String, reason: String)? {
        let found = repeats.trials.filter { $0.count(state) > 0 }
        guard let first = found.first else { return nil }
        let words = found.map { "trial \($0.trial) in \($0.count(state)) of \($0.runs.count) runs" }
        let reason = first.runs.first { $0.state == state }?.reason ?? ""
        return (words.joined(separator: ", "), reason)
    }

    private func problem(
        _ verdict: Finding.Verdict, _ evidence: String, _ advice: String
    ) -> ReportSummary.Problem {
        ReportSummary.Problem(
            check: "repeats", verdict: verdict, evidence: evidence, advice: advice,
            explains: [])
    }
}
