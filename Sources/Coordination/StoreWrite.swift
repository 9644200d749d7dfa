package import Foundation
package import Jobs

/// One change; all changes of a `commit` become durable together.
package enum StoreWrite: Sendable {
    case run(RunID, submission: Data, jobs: Int, SubmissionName)
    case numerics(RunID, String)
    case record(RunID, StoredRecord)
    /// The run was cancelled or drained.
    case cancel(RunID)
    case end(RunID, RunState)
    case piece(ContentHash, offset: Int, bytes: Data)
    case blob(ContentHash, size: Int)
    case discardPieces(ContentHash)
    /// A worker process is in session, so that it is waited for after a start.
    case workerJoined(String)
    case workerLeft(String)

    /// The run that it belongs to.
    package var run: RunID? {
        switch self {
        case .run(let run, _, _, _), .numerics(let run, _), .record(let run, _),
            .cancel(let run), .end(let run, _):
            run
        case .piece, .blob, .discardPieces, .workerJoined, .workerLeft: nil
        }
    }
}
