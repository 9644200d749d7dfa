internal import Foundation
internal import Jobs
internal import Tensors
internal import ZeroMQ

extension Supervisor {
    /// Reads one message of the coordinator. One that can't be read is passed over: the next
    /// greeting or fetch asks again.
    func take(_ frame: Data) throws {
        guard let envelope = try? Envelope(frame: frame) else { return }
        if let mark = try? ReadMark(envelope).mark {
            let answer = FromWorker.Reached(mark: mark)
            _ = try socket.send(answer.envelope(from: envelope.session).frame)
            return
        }
        guard envelope.session == session else { return }
        _ = agent.handle(.heard, at: now)
        guard let event = try? event(envelope) else { return }
        try perform(agent.handle(event, at: now))
        if case .piece(let hash, let offset, let count, let size) = event, offset + count >= size {
            try perform(agent.handle(completed(hash), at: now))
        }
    }

    private func completed(_ hash: ContentHash) -> WorkerAgent.Event {
        do {
            return .blobComplete(hash, isIntact: try cache.complete(hash))
        } catch {
            return .unstored(hash, error.failure)
        }
    }

    /// Writes one piece to disk if it is the one asked for; a late copy must not touch the file.
    private func stored(_ message: ToWorker.Piece, _ data: Data) -> WorkerAgent.Event? {
        guard agent.expects(message.hash, offset: message.offset) else { return nil }
        if message.size >= 0 {
            do {
                try cache.store(data, of: message.hash, at: message.offset)
            } catch {
                return .unstored(message.hash, error.failure)
            }
        }
        return .piece(message.hash, offset: message.offset, count: data.count, size: message.size)
    }

    private func event(_ envelope: Envelope) throws -> WorkerAgent.Event? {
        switch envelope.kind {
        case ToWorker.Welcome.kind:
            let message = try ToWorker.Welcome(envelope)
            heed(message.notice)
            return .welcomed(beatInterval: message.interval)
        case ToWorker.Assign.kind:
            return .assigned(try ToWorker.Assign(envelope).assignment)
        case ToWorker.Cancel.kind:
            return .cancelled(try ToWorker.Cancel(envelope).attempt)
        case ToWorker.Acknowledge.kind:
            return .acknowledged(try ToWorker.Acknowledge(envelope).attempt)
        case ToWorker.Dismiss.kind:
            let message = try ToWorker.Dismiss(envelope)
            return .dismissed(reason: message.reason.printable(), retry: message.retry)
        case ToWorker.Piece.kind:
            return stored(try ToWorker.Piece(envelope), envelope.payload)
        default:
            return nil
        }
    }

    /// What ails the coordinator is said once.
    private func heed(_ notice: String) {
        guard notice != self.notice else { return }
        self.notice = notice
        settings.say(
            notice.isEmpty
                ? "the coordinator's trouble is over"
                : "the coordinator says: \(notice.printable())")
    }

    func perform(_ effects: [WorkerAgent.Effect]) throws {
        let isLast = effects.contains { if case .end = $0 { true } else { false } }
        var pending = effects[...]
        while let effect = pending.popFirst() {
            pending += try carryOut(effect, isLast: isLast)
        }
    }

    /// Returns what follows from an effect that this host could not carry out.
    private func carryOut(
        _ effect: WorkerAgent.Effect, isLast: Bool
    ) throws -> [WorkerAgent.Effect] {
        switch effect {
        case .greet(let held):
            session = SessionID(Self.randomName())
            greetings += 1
            try send(FromWorker.Hello(offer: offer(held)))
        case .beat(let running):
            try send(FromWorker.Beat(running: running))
        case .hand(let result):
            try send(FromWorker.Finished(result: result))
        case .keep(let result):
            spool?.keep(result)
        case .forget(let attempt):
            spool?.forget(attempt)
        case .evict(let hashes):
            cache.evict(hashes)
        case .fetch(let hash, let offset):
            try send(FromWorker.Fetch(hash: hash, offset: offset))
        case .start(let slot, let assignment):
            return begin(assignment, on: slots[slot])
        case .stop(let slot):
            spool?.note(slot: slot, runs: nil)
            slots[slot].stop()
            if !isLast { warm(slots[slot]) }
        case .goodbye(let reason):
            try send(FromWorker.Goodbye(reason: reason))
        case .end(let how):
            end = how
        }
        return []
    }

    /// A message that finds the queue full is dropped: what matters is sent again.
    private func send(_ message: some Message) throws {
        _ = try socket.send(message.envelope(from: session).frame)
    }

    /// The result, or what becomes of one that fits no message: the coordinator would have to cut
    /// the connection at each try.
    func sendable(_ result: JobResult) throws -> JobResult {
        let bytes = try FromWorker.Finished(result: result).envelope(from: session).body.count
        guard bytes > JobResult.sizeLimit else { return result }
        var result = result
        result.outcome = .failure(JobResult.tooLarge(bytes))
        return result
    }

    private func offer(_ held: [AttemptID]) -> WorkerOffer {
        WorkerOffer(
            name: settings.name, host: host, slots: settings.slots, incarnation: incarnation,
            greeting: greetings, programs: [settings.program],
            numerics: Numerics.offered.map(\.name), canary: canary.isEmpty ? nil : canary,
            held: held)
    }

    static func randomName() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
