internal import Jobs
internal import Search

/// What follows the verdict on a search: how the file's own defaults do, and what the repeats say.
struct SearchSentences {
    let trials: [ReportedTrial]
    let repeats: ReportedRepeats?
    let search: ReportedRun.Search

    var all: [String] { [defaults, repeated].compactMap { $0 } }

    private var defaults: String? {
        guard let index = search.defaultsTrial,
            let trial = trials.first(where: { $0.index == index })
        else { return nil }
        let name = "The file's defaults (trial \(index))"
        switch trial.state {
        case .completed:
            guard let rank = trial.rank, let value = trial.metrics[search.metric] else {
                return "\(name) gave no finite \(search.metric)."
            }
            return rank == 1
                ? "Those are the file's defaults."
                : "\(name) rank \(rank) with \(Figure.text(value))."
        case .infeasible: return "\(name) diverged."
        case .failed: return "\(name) could not be carried out."
        case .cancelled: return "\(name) did not end with the run."
        }
    }

    private var repeated: String? {
        guard let count = search.repeats, let repeats, let first = repeats.trials.first else {
            return nil
        }
        guard let mean = first.mean else { return nil }
        let head = "Over \(count.seeds) fresh seeds trial \(first.trial) "
        let value = "\(search.metric) of \(Figure.text(mean))"
        let others = repeats.trials.dropFirst()
        if others.isEmpty { return head + "has a mean \(value)." }
        let close = others.filter { !$0.isSeparatedFromFirst }.map { "\($0.trial)" }
        let rest =
            close.isEmpty
            ? "the others are separated from it."
            : "not separated from it: trial\(close.count == 1 ? "" : "s") \(Plural.list(close))."
        return head + "leads with a mean \(value); " + rest
    }
}
