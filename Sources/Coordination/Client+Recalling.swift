internal import Foundation
public import Jobs

/// Having a recorded job again, with all that it was made from.
extension Client {
    /// A recorded job as it was handed out, and its record.
    /// - Throws: `CoordinationError` where there is none, or the coordinator does not answer.
    public func recall(_ job: String, of run: RunID) throws -> (Assignment, JobRecord) {
        let recalled = try ask(
            FromClient.Recall(run: run, job: job, proof: line.proof), for: ToClient.Recalled.self)
        var found: JobRecord?
        try watch(run, from: recalled.number) { event in
            if case .recorded(_, let record) = event { found = record }
            return found == nil ? .goOn : .stop
        }
        guard let found else {
            throw CoordinationError(.refused, "the coordinator has no record of \(job)")
        }
        return (recalled.assignment, found)
    }

    /// Fetches a blob to a new file.
    /// - Throws: `CoordinationError` where the coordinator lacks it, or it arrives damaged.
    public func fetch(_ hash: ContentHash, of run: RunID, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CoordinationError(.usage, "cannot write \(path)") }
        defer { try? file.close() }
        var (offset, size) = (0, 1)
        repeat {
            let request = FromClient.Fetch(
                run: run, hash: hash, offset: offset, proof: line.proof)
            let envelope = try askForEnvelope(request) {
                (piece: ToWorker.Piece) in piece.hash == hash && piece.offset == offset
            }
            size = try ToWorker.Piece(envelope).size
            guard size >= 0, !envelope.payload.isEmpty || offset == size else {
                throw CoordinationError(
                    .refused, "the coordinator has the data \(hash) no more")
            }
            try file.write(contentsOf: envelope.payload)
            offset += envelope.payload.count
        } while offset < size
        guard try ContentHash.ofFile(at: URL(filePath: path)).hash == hash else {
            throw CoordinationError(.refused, "the data \(hash) arrived damaged")
        }
    }
}
