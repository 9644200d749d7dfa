internal import Jobs
internal import Scheduling

/// What tests hold a coordinator to; nothing of ours asks for it.
extension CoordinatorLoop {
    /// Entries of its tables, which grow with jobs, workers and clients, and with nothing else.
    package var tableSize: Int {
        peers.count + peers.lanes.count + fetches.count + inboxes.routes.count
            + complaints.size + workerNames.count + watching.count + watched.count
            + storedWorkers.count + submitted.count + runs.count
            + runs.values.reduce(0) { $0 + $1.watchers.count } + scheduler.tableSize
    }

    /// What a coordinator that starts again from the same store comes to as well, while this one is
    /// quiet.
    package var durableState: [String] {
        runOrder.compactMap { run in
            runs[run].map { file in
                let endings = file.endings
                return """
                    \(run) \(file.kind) \(file.owner ?? "") \(file.digest) \(file.state) \
                    \(file.numerics ?? "") \(file.records) \(endings.done) \(endings.failed) \
                    \(endings.cancelled) \(endings.heldBack)
                    """
            }
        } + scheduler.durableState
    }
}
