internal import Foundation
public import Jobs
public import ZeroMQ

/// A client's side of the protocol: submits runs, watches them, cancels them.
///
/// It belongs to the thread that made it, and every call waits for its answer. A connection that
/// breaks is made again.
public final class Client {
    /// How long a coordinator may keep silent before a call gives up.
    public var patience = Duration.seconds(20)
    let line: Line
    private let service: CoordinatorService?

    /// How long to wait for an answer before asking again on a new connection.
    static let askAgainAfter = Duration.seconds(5)

    /// Prepares to speak to the coordinator at `endpoint`, such as `tcp://node-1:7707`.
    /// - Throws: `ZeroMQError` or `CoordinationError` where that is no address, or one of another
    ///   host and there are no keys.
    public init(connectingTo endpoint: String, identity: CurveIdentity? = nil) throws {
        line = try Line(to: endpoint, identity: identity)
        service = nil
    }

    /// Prepares to speak to a coordinator of this process; files are then not copied to it.
    public init(of service: CoordinatorService) throws {
        line = try Line(to: service.inProcessEndpoint, identity: nil)
        self.service = service
    }

    /// Hands in a run, after the blobs that the coordinator lacks.
    ///
    /// - Parameter files: where each blob's bytes are, by their hash.
    /// - Throws: `CoordinationError` where the coordinator refuses or does not answer, or a file is
    ///   missing.
    public func submit(
        _ submission: RunSubmission, files: [ContentHash: String]
    ) throws -> RunID {
        let (submission, list) = try submission.withListApart()
        let bytes = try CanonicalJSON.encode(FromClient.Submit(submission: submission)).count
        guard bytes <= RunSubmission.sizeLimit else {
            throw CoordinationError(.usage, RunSubmission.tooLarge(bytes))
        }
        if let service {
            for (hash, path) in files { try service.blobs.register(fileAt: path, as: hash) }
            if let list { service.blobs.register(list, as: ContentHash(of: list)) }
        } else {
            try upload(submission.blobs, files, list)
        }
        let answer = try ask(
            FromClient.Submit(submission: submission, proof: line.proof),
            for: ToClient.Accepted.self)
        return answer.run
    }

    private func upload(
        _ blobs: [ContentHash], _ files: [ContentHash: String], _ list: Data?
    ) throws {
        let missing = try ask(FromClient.Offer(blobs: blobs), for: ToClient.Missing.self).blobs
        for hash in Set(missing).sorted() {
            if let list, ContentHash(of: list) == hash {
                try upload(hash, list.count, of: "the list of trials") { offset, count in
                    Data(list.dropFirst(offset).prefix(count))
                }
                continue
            }
            guard let path = files[hash] else {
                throw CoordinationError(
                    .usage, "the coordinator lacks blob \(hash), and no file is given for it")
            }
            try upload(hash, fileAt: path)
        }
    }

    private func upload(_ hash: ContentHash, fileAt path: String) throws {
        let file: FileHandle
        do {
            file = try FileHandle(forReadingFrom: URL(filePath: path))
        } catch {
            throw CoordinationError(.usage, "cannot read \(path): \(error)")
        }
        defer { try? file.close() }
        let size = Int(try file.seekToEnd())
        try upload(hash, size, of: path) { offset, count in
            try file.seek(toOffset: UInt64(offset))
            return try file.read(upToCount: count) ?? Data()
        }
    }

    private func upload(
        _ hash: ContentHash, _ size: Int, of path: String,
        _ bytes: (_ offset: Int, _ count: Int) throws -> Data
    ) throws {
        var offset = 0
        repeat {
            let bytes = try bytes(offset, BlobStore.pieceSize)
            let piece = FromClient.Upload(hash: hash, offset: offset, size: size)
            let answer = try ask(piece, payload: bytes, for: ToClient.Received.self) {
                $0.hash == hash
            }
            guard (0...size).contains(answer.offset) else {
                throw WireError("the coordinator received more than was sent of \(path)")
            }
            offset = answer.offset
        } while offset < size
    }

    /// Ends a run: what is running is finished first where `drain` is set.
    /// - Throws: `CoordinationError` where the coordinator knows no such run or does not answer.
    public func cancel(_ run: RunID, drain: Bool) throws {
        _ = try ask(
            FromClient.Cancel(run: run, drain: drain, proof: line.proof),
            for: ToClient.Accepted.self
        ) {
            $0.run == run
        }
    }

    /// Tells what the coordinator has and who works for it.
    /// - Throws: `CoordinationError` where it does not answer.
    public func status() throws -> ToClient.Overview {
        var all = try ask(FromClient.Status(), for: ToClient.Overview.self)
        // Page by page; what changes meanwhile may be missed or told twice.
        while all.runs.count < all.runCount || all.workers.count < all.workerCount {
            let from = FromClient.Status(
                fromRun: all.runs.count, fromWorker: all.workers.count)
            let page = try ask(from, for: ToClient.Overview.self)
            if page.runs.isEmpty && page.workers.isEmpty { break }
            all.runs += page.runs
            all.workers += page.workers
            (all.runCount, all.workerCount) = (page.runCount, page.workerCount)
        }
        return all
    }

    /// Lets the workers of a name, or on a host, end: once they have nothing to do, or at once.
    /// - Returns: who they are.
    /// - Throws: `CoordinationError` where there are none, or the coordinator does not answer.
    public func drain(_ name: String, now: Bool) throws -> [String] {
        let request = FromClient.Drain(name: name, now: now, proof: line.proof)
        return try ask(request, for: ToClient.Draining.self) {
            $0.name == name
        }.workers
    }

    /// Sends a request until an answer of the wanted kind comes.
    func ask<Answer: Message>(
        _ request: some Message, payload: Data = Data(), for kind: Answer.Type,
        where fits: (Answer) -> Bool = { _ in true }
    ) throws -> Answer {
        try Answer(askForEnvelope(request, payload: payload, where: fits))
    }

    /// The same, with the answer's payload.
    func askForEnvelope<Answer: Message>(
        _ request: some Message, payload: Data = Data(), where fits: (Answer) -> Bool
    ) throws -> Envelope {
        let start = ContinuousClock.now
        while case let left = patience - start.duration(to: .now), left > .zero {
            guard try line.send(request, payload: payload, within: left) else { break }
            let wait = min(left, Self.askAgainAfter)
            if let answer = try answer(within: wait, where: fits) { return answer }
            try line.reconnect()
        }
        throw unreachable(after: start.duration(to: .now))
    }

    private func answer<Answer: Message>(
        within patience: Duration, where fits: (Answer) -> Bool
    ) throws -> Envelope? {
        let end = ContinuousClock.now + patience
        while let envelope = try line.receive(
            within: max(.zero, ContinuousClock.now.duration(to: end)))
        {
            if envelope.kind == ToClient.Refused.kind {
                throw CoordinationError(.refused, try ToClient.Refused(envelope).reason)
            }
            guard envelope.kind == Answer.kind else { continue }
            if fits(try Answer(envelope)) { return envelope }
        }
        return nil
    }

    private func unreachable(after wait: Duration) -> CoordinationError {
        CoordinationError(
            .unreachable,
            "no coordinator answers at \(line.endpoint) (waited \(wait.components.seconds) s): "
                + "check the address, and the keys where it uses them")
    }
}

@available(*, unavailable) extension Client: Sendable {}
