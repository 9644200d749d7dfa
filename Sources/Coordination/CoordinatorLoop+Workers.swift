internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling

/// What workers say.
extension CoordinatorLoop {
    func greet(_ message: FromWorker.Hello, _ session: SessionID) throws {
        try review(message.offer)
        if let objection = fleet.objection(to: message.offer) {
            return refuse(message.offer, session, because: objection)
        }
        peers.setWorker(session, true)
        var offer = message.offer
        // A name that somebody gave himself counts among those of his own key only.
        offer.incarnation = (peers[session]?.origin.prefix ?? "") + offer.incarnation
        offer.held = offer.held.compactMap { verified($0, session) }
        // First the welcome, then the first jobs.
        let effects = scheduler.handle(.workerJoined(session, offer), at: now)
        welcome(session)
        for effect in effects { carryOut(effect) }
        guard scheduler.hasSession(session) else { return }
        storeWorker(offer.incarnation, isInSession: true)
        workerNames[session] = (offer.name, offer.host)
        logger.info(
            "worker joined",
            metadata: [
                "worker.name": "\(message.offer.name)", "worker.host": "\(message.offer.host)",
                "worker.slots": "\(message.offer.slots)",
            ])
    }

    /// A host that computes otherwise must not take part, nor greet again by itself.
    private func refuse(_ offer: WorkerOffer, _ session: SessionID, because reason: String) {
        logger.error(
            "worker refused",
            metadata: [
                "worker.name": "\(offer.name)", "worker.host": "\(offer.host)",
                "reason": "\(reason)",
            ])
        if peers[session]?.isWorker == true { feed(.workerLeft(session)) }
        peers.setWorker(session, false)
        post(ToWorker.Dismiss(reason: reason, retry: false), to: session)
    }

    /// The attempt, where this worker was given it; else the worker is told to drop it, and nobody
    /// hears of it.
    private func verified(_ attempt: AttemptID, _ session: SessionID) -> AttemptID? {
        if let bare = seal.verified(attempt) { return bare }
        complaints.count += 1
        post(ToWorker.Cancel(attempt: attempt), to: session)
        return nil
    }

    func storeWorker(_ incarnation: String, isInSession: Bool) {
        if isInSession {
            guard storedWorkers.insert(incarnation).inserted else { return }
            writes.append(.workerJoined(incarnation))
        } else if storedWorkers.remove(incarnation) != nil {
            writes.append(.workerLeft(incarnation))
        }
    }

    private func review(_ offer: WorkerOffer) throws {
        guard (1...4096).contains(offer.slots), offer.programs.count <= 64,
            offer.numerics.count <= 64, offer.held.count <= 65_536
        else {
            throw WireError(
                "a worker has 1 to 4096 slots, and at most 64 programs and numerics")
        }
        try review(offer.canary ?? [:])
        let words =
            [offer.name, offer.host, offer.incarnation] + offer.numerics
            + offer.programs.flatMap { [$0.name, $0.build] }
        guard words.allSatisfy({ $0.utf8.count <= 200 && $0.isPlain }) else {
            throw WireError("a worker's names have at most 200 bytes, none of control characters")
        }
        guard !offer.incarnation.isEmpty, (0...1 << 40).contains(offer.greeting) else {
            throw WireError("a worker's start has a name, and counts its greetings")
        }
    }

    private func review(_ canary: [String: CanaryDigests]) throws {
        let words = canary.values.flatMap { $0.flatMap { [$0.key, $0.value] } }
        guard canary.count <= 64, canary.values.allSatisfy({ $0.count <= Canary.mostParts }),
            canary.keys.allSatisfy({ $0.utf8.count <= 200 && $0.isPlain }),
            words.allSatisfy({ $0.utf8.count <= Canary.longestWord && $0.isPlain })
        else {
            throw WireError(
                "a reference job has at most \(Canary.mostParts) parts, each with a name and a "
                    + "digest of at most \(Canary.longestWord) bytes")
        }
    }

    /// Answers every greeting and every beat, so that a worker knows that it is heard.
    private func welcome(_ session: SessionID) {
        guard scheduler.hasSession(session) else { return }
        let interval = scheduler.beatInterval(of: session).components
        let seconds = Double(interval.seconds) + Double(interval.attoseconds) * 1e-18
        post(ToWorker.Welcome(beatInterval: seconds, notice: storeTrouble), to: session)
    }

    func beat(_ message: FromWorker.Beat, _ session: SessionID) throws {
        guard message.running.count <= 65_536 else {
            throw WireError("a beat tells of at most 65536 attempts")
        }
        feed(.heard(session))
        guard peers[session]?.isWorker == true else { return }
        for progress in message.running {
            guard let attempt = verified(progress.attempt, session) else { continue }
            feed(.progressed(session, Progress(attempt: attempt, steps: progress.steps)))
        }
        welcome(session)
    }

    func finish(_ envelope: Envelope, _ session: SessionID) throws {
        var result = try FromWorker.Finished(envelope).result
        try review(result)
        guard let attempt = verified(result.attempt, session) else { return feed(.heard(session)) }
        result.attempt = attempt
        if envelope.body.count > JobResult.sizeLimit {
            result.outcome = .failure(JobResult.tooLarge(envelope.body.count))
        }
        if let failure = try objection(to: result.outcome) { result.outcome = .failure(failure) }
        let digest = ContentHash(of: try CanonicalJSON.encode(result.outcome))
        feed(.finished(session, result, digest: digest))
    }

    private func review(_ result: JobResult) throws {
        let execution = result.execution
        guard (0...1e8).contains(execution.seconds), (0...65_536).contains(execution.slot),
            (0...1 << 50).contains(execution.peakMemory)
        else { throw WireError("a result's duration, slot or memory makes no sense") }
        let words = [execution.host, execution.worker, result.numerics, result.attempt.job.name]
        guard words.allSatisfy({ $0.utf8.count <= 200 && $0.isPlain }) else {
            throw WireError("a result's names have at most 200 bytes, none of control characters")
        }
    }

    /// A planned job travels with each of its attempts and in its record.
    private func objection(to outcome: Outcome) throws -> Failure? {
        guard case .plan(let jobs) = outcome else { return nil }
        for job in jobs {
            let bytes = try CanonicalJSON.encode(job).count
            guard bytes > PlannedJob.sizeLimit else { continue }
            return Failure(
                .refused,
                "its plan cannot be carried out: the job \(job.name.prefix(200)) has \(bytes) "
                    + "bytes, and one has at most \(PlannedJob.sizeLimit)")
        }
        return nil
    }

    /// The piece is sent once all that was sent before has been read; asked for twice, it is sent
    /// once.
    func fetch(_ message: FromWorker.Fetch, _ session: SessionID) throws {
        feed(.heard(session))
        fetches[session] = message
    }

    func leave(_ message: FromWorker.Goodbye, _ session: SessionID) throws {
        tellOfLeft(session, because: message.reason)
        peers.setWorker(session, false)
        if let incarnation = scheduler.incarnation(of: session) {
            storeWorker(incarnation, isInSession: false)
        }
        feed(.workerLeft(session))
        post(ToWorker.Dismiss(reason: "goodbye", retry: false), to: session)
    }
}
