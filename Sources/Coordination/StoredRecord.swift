package import Foundation
package import Jobs
package import Scheduling

/// One record as the store keeps it, under its job's path: columns for the scheduler and for those
/// who read many trials, and the whole of it for those who watch.
package struct StoredRecord: Sendable {
    /// Counts a run's records from 0, in the order in which they came.
    package var number: Int
    /// What the scheduler needs of it.
    package var entry: StoredHistory.Entry
    /// A trial's state and metrics by themselves, for those who read them of many trials.
    package var trial: Data?
    /// The record's canonical JSON.
    package var body: Data

    private struct Trial: Codable {
        var state: TrialScore.State
        var metrics: [String: Double]
    }

    package init(_ record: JobRecord, number: Int, digest: ContentHash?) throws {
        self.number = number
        entry = StoredHistory.Entry(record, digest: digest)
        if case .trial(let result) = record.outcome {
            let state = result.state == .completed ? TrialScore.State.completed : .infeasible
            trial = try CanonicalJSON.encode(Trial(state: state, metrics: result.metrics))
        }
        body = try CanonicalJSON.encode(record)
    }

    /// One metric of a trial that was stored; of anything else, that it failed.
    package static func score(_ metric: String, in trial: Data?) throws -> TrialScore {
        guard let trial else { return TrialScore(state: .failed) }
        let stored = try CanonicalJSON.decode(Trial.self, from: trial)
        return TrialScore(state: stored.state, value: stored.metrics[metric])
    }
}
