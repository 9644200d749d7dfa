internal import Foundation
internal import Jobs
internal import Scheduling

/// What is asked about the coordinator, and about what it has stored.
extension CoordinatorLoop {
    func inquire(_ session: SessionID) {
        let facts = ToWorker.Facts(
            time: Date().timeIntervalSince1970, workers: scheduler.sessions.count,
            trouble: storeTrouble)
        post(facts, to: session)
    }

    /// Hands a recorded job out again, to a client, as it was handed to the worker that ran it.
    func recall(_ message: FromClient.Recall, _ session: SessionID) throws {
        let file = try owned(message.run, session, message.proof)
        guard let bytes = try store.submission(of: message.run) else {
            throw WireError(
                "there is no run \(message.run.text.prefix(40)) here; `preflight status` lists them"
            )
        }
        guard let number = try store.number(of: message.job, in: message.run) else {
            throw WireError(
                "the run \(message.run) has no record of a job \(message.job.prefix(100)): it has "
                    + "no such job, or it has not ended")
        }
        let plan = try plan(CanonicalJSON.decode(RunSubmission.self, from: bytes), of: nil)
        let history = StoredHistory(
            entries: try store.history(of: message.run), attemptsBefore: 0)
        guard let (job, reads) = RecalledJob.find(message.job, plan, history) else {
            throw WireError("the job \(message.job.prefix(100)) is in no plan of the run")
        }
        var assignment = Assignment(
            attempt: AttemptID(job: JobID(run: message.run, name: message.job), number: 1),
            job: job, program: plan.program, file: plan.file, data: plan.data, seed: plan.seed,
            numerics: file.numerics ?? "")
        if !reads.isEmpty { assignment.outcomes = try outcomes(reads, of: message.run) }
        // What it reads may have to be stored as a blob first.
        postOnceDurable(ToClient.Recalled(assignment: assignment, number: number), to: session)
    }

    func fetch(_ message: FromClient.Fetch, _ session: SessionID) throws {
        _ = try owned(message.run, session, message.proof)
        let found = try blobs.piece(of: message.hash, from: message.offset)
        let piece = ToWorker.Piece(
            hash: message.hash, offset: message.offset, size: found?.size ?? -1)
        post(piece, to: session, payload: found?.bytes ?? Data())
    }
}
