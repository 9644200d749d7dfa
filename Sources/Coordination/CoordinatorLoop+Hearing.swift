internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling
internal import ZeroMQ

/// From frames to messages.
extension CoordinatorLoop {
    /// Takes in one message; whatever it holds, the coordinator goes on.
    func hear(_ message: Socket.Incoming) {
        guard let route = message.route, let frame = message.frame else {
            malformed += 1
            return
        }
        let envelope: Envelope
        do {
            envelope = try Envelope(frame: frame)
        } catch {
            malformed += 1
            refuse(frame, from: route, because: "\(error)")
            return
        }
        guard let origin = access.origin(of: message, kind: envelope.kind),
            peers.hear(envelope.session, from: route, origin, at: now)
        else {
            malformed += 1
            return
        }
        do {
            try dispatch(envelope)
        } catch let error as CoordinationError {
            // The store's fault: a client is told, a worker asks again.
            logger.error("\(error)")
            guard envelope.kind.hasPrefix("client.") else { return }
            post(ToClient.Refused(reason: "\(error)"), to: envelope.session)
        } catch {
            malformed += 1
            reject(envelope, because: "\(error)")
        }
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
        case FromClient.Status.kind: try status(FromClient.Status(envelope), session)
        default: malformed += 1
        }
    }

    /// The kind was known and the body did not fit: a worker's session ends, a client is told.
    private func reject(_ envelope: Envelope, because reason: String) {
        logger.warning(
            "refused a message",
            metadata: ["message.kind": "\(envelope.kind)", "reason": "\(reason.prefix(300))"])
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
