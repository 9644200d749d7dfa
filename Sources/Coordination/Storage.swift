package import Foundation
package import Jobs
package import Scheduling

/// What a coordinator finds again after its end: runs, records, blobs. ``Store`` is the real one.
///
/// All of it speaks of what is durable; what is to become so goes through a ``BatchWriter``.
package protocol Storage: AnyObject, Sendable {
    /// Counts this start; returns how many there were before.
    func countStart() throws(CoordinationError) -> Int
    /// By this the store's coordinators know the attempts that they gave to workers.
    func seal() throws(CoordinationError) -> Seal
    /// The worker processes that were in session when the coordinator ended.
    func workers() throws(CoordinationError) -> [String]
    /// All runs in the order in which they were submitted.
    func runs() throws(CoordinationError) -> [StoredRun]
    /// How the records of each run ended.
    func endings() throws(CoordinationError) -> [RunID: RunEndings]
    /// The bytes of a run's submission.
    func submission(of run: RunID) throws(CoordinationError) -> Data?
    /// All that is stored of a run's jobs, for the scheduler.
    func history(of run: RunID) throws(CoordinationError) -> [StoredHistory.Entry]
    /// What a job reads of the stored records of its run, in order.
    func outcomes(
        _ reads: [OutcomeToRead], of run: RunID
    ) throws(CoordinationError) -> [ReadOutcome]
    /// The number of a job's record; nil where it has none.
    func number(of job: String, in run: RunID) throws(CoordinationError) -> Int?
    /// How many records of a run there are.
    func recordCount(of run: RunID) throws(CoordinationError) -> Int
    /// The bytes of some records of a run, from number `from` on, in order: as many as reach `size`
    /// bytes.
    func records(
        of run: RunID, from number: Int, bytes size: Int
    ) throws(CoordinationError) -> [Data]
    /// The size of a complete blob; nil where the store lacks it.
    func size(of blob: ContentHash) throws(CoordinationError) -> Int?
    /// At most `count` bytes of a blob from `offset` on; fewer where another piece follows.
    func bytes(
        of blob: ContentHash, from offset: Int, count: Int
    ) throws(CoordinationError) -> Data
}
