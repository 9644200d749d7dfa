internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling
internal import ZeroMQ

/// From frames to messages.
extension CoordinatorLoop {
    /// Takes in one message; whatever it holds, the coordinator goes on. Returns what it cost of
    /// its connection's share.
    func hear(_ message: Socket.Incoming) -> Int {
        guard let route = message.route else { return 1 }
        guard let frame = message.frame else {
            complain(of: message, "a message of several frames")
            return 1
        }
        let envelope: Envelope
        do {
            envelope = try Envelope(frame: frame)
        } catch {
            complain(of: message, "\(error)")
            refuse(frame, from: route, because: "\(error)")
            return 1
        }
        guard let origin = access.origin(of: message, kind: envelope.kind) else {
            complain(of: message, "its key may not say \(envelope.kind)")
            return 1
        }
        do {
            if let mark = try mark(in: envelope) {
                if try !peers.reach(mark, route, envelope.session, on: socket) {
                    lose(envelope.session)
                }
                return 1
            }
            guard admit(envelope.session, from: route, origin) else {
                complain(of: message, "a session of somebody else, or too many of them")
                return 1
            }
            try dispatch(envelope)
        } catch let error as CoordinationError {
            // The store's fault: a client is told, a worker asks again.
            logger.error("\(error)")
            if envelope.kind.hasPrefix("client.") {
                post(ToClient.Refused(reason: "\(error)"), to: envelope.session)
            }
        } catch {
            complain(of: message, "\(envelope.kind): \(error)")
            reject(envelope, because: "\(error)")
        }
        return cost(of: envelope)
    }

    /// The mark that a connection has read, where the message is about that.
    private func mark(in envelope: Envelope) throws -> String? {
        switch envelope.kind {
        case FromWorker.Reached.kind: try FromWorker.Reached(envelope).mark
        case FromClient.Reached.kind: try FromClient.Reached(envelope).mark
        default: nil
        }
    }

    private func admit(_ session: SessionID, from route: Data, _ origin: Origin) -> Bool {
        if peers.isCrowded(session, at: route),
            let oldest = peers.oldest(at: route, isNeeded)
        {
            forget(oldest)
        }
        return peers.hear(session, from: route, origin, at: now)
    }

    /// Whether a session must be remembered, however long it is silent.
    func isNeeded(_ session: SessionID) -> Bool {
        scheduler.hasSession(session) || watching[session] != nil
    }

    /// Roughly, in messages that cost nothing: planning a run may take a second, reading a large
    /// message some milliseconds.
    private func cost(of envelope: Envelope) -> Int {
        let bytes = (envelope.body.count + envelope.payload.count) >> 14
        switch envelope.kind {
        case FromClient.Submit.kind: return Inboxes.share
        case FromClient.Status.kind: return 32 + bytes
        case FromClient.Watch.kind, FromClient.Offer.kind: return 16 + bytes
        default: return 1 + bytes
        }
    }

    /// Counts what makes no sense, and says so in the log from time to time.
    func complain(of message: Socket.Incoming, _ reason: String) {
        guard let suppressed = complaints.note(message.route ?? Data(), at: now) else { return }
        let key = message.user.flatMap { access.authenticator?.grant(ofUser: $0)?.name }
        logger.warning(
            "passed over a message",
            metadata: [
                "reason": "\(reason.inOneLine())",
                "peer.address": "\((message.address ?? "this process").inOneLine())",
                "peer.key": "\((key ?? "").inOneLine(limit: 64))", "suppressed": "\(suppressed)",
            ])
    }

    private func dispatch(_ envelope: Envelope) throws {
        let session = envelope.session
        switch envelope.kind {
        case FromWorker.Hello.kind: try greet(FromWorker.Hello(envelope), session)
        case FromWorker.Beat.kind: try beat(FromWorker.Beat(envelope), session)
        case FromWorker.Finished.kind: try finish(envelope, session)
        case FromWorker.Fetch.kind: try fetch(FromWorker.Fetch(envelope), session)
        case FromWorker.Goodbye.kind: try leave(FromWorker.Goodbye(envelope), session)
        case FromClient.Offer.kind: try offer(FromClient.Offer(envelope), session)
        case FromClient.Upload.kind: try upload(envelope, session)
        case FromClient.Submit.kind: try submit(envelope, session)
        case FromClient.Watch.kind: try watch(FromClient.Watch(envelope), session)
        case FromClient.Cancel.kind: try cancel(FromClient.Cancel(envelope), session)
        case FromWorker.Inquire.kind: inquire(session)
        case FromClient.Recall.kind: try recall(FromClient.Recall(envelope), session)
        case FromClient.Fetch.kind: try fetch(FromClient.Fetch(envelope), session)
        case FromClient.Drain.kind: try drain(FromClient.Drain(envelope), session)
        case FromClient.Status.kind: try status(FromClient.Status(envelope), session)
        default: throw WireError("a kind of message that nobody knows")
        }
    }

    /// The kind was known and the body did not fit: a worker's session ends, a client is told.
    private func reject(_ envelope: Envelope, because reason: String) {
        if envelope.kind.hasPrefix("worker.") {
            let wasWorker = peers[envelope.session]?.isWorker == true
            peers.setWorker(envelope.session, false)
            if wasWorker { feed(.workerLeft(envelope.session)) }
            post(ToWorker.Dismiss(reason: reason, retry: false), to: envelope.session)
        } else {
            post(ToClient.Refused(reason: reason), to: envelope.session)
        }
    }

    /// The frame was not even a message of this version; who seems to speak another gets an answer
    /// in that version's words, whose header begins as ours does.
    private func refuse(_ frame: Data, from route: Data, because reason: String) {
        guard let header = FrameHeader(frame), header.version != Envelope.version,
            header.version.hasPrefix("preflight/")
        else { return }
        let answer =
            header.kind.hasPrefix("worker.")
            ? try? ToWorker.Dismiss(reason: reason, retry: false).envelope(from: header.session)
            : try? ToClient.Refused(reason: reason).envelope(from: header.session)
        guard let answer else { return }
        _ = try? socket.send(answer.frame(version: header.version), to: route)
    }
}
