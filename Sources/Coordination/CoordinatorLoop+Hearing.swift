internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling
internal import ZeroMQ

/// From frames to messages.
extension CoordinatorLoop {
    /// Takes in one message; whatever it holds, the coordinator goes on.
    func hear(_ message: Socket.Incoming) {
        guard let route = message.frames.first else { return }
        let envelope: Envelope
        do {
            envelope = try Envelope(frames: Array(message.frames.dropFirst()))
        } catch {
            malformed += 1
            refuse(message.frames, because: "\(error)")
            return
        }
        guard access.allows(envelope.kind, from: message), isName(envelope.session.text),
            peers.hear(envelope.session, from: route, user: message.user, at: now)
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

    /// Session names are ours to make; nothing else gets into the tables or the logs.
    private func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
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

    /// The frames were not even a message of this version; who seems to speak another gets an
    /// answer that all versions can read.
    private func refuse(_ frames: [Data], because reason: String) {
        guard (5...6).contains(frames.count), frames[1].starts(with: Data("preflight/".utf8)),
            frames[1] != Data(Envelope.version.utf8), frames[3].count <= 64
        else { return }
        let session = SessionID(String(decoding: frames[3], as: UTF8.self))
        let isWorker = frames[2].starts(with: Data("worker.".utf8))
        let answer =
            isWorker
            ? try? ToWorker.Dismiss(reason: reason, retry: false).envelope(from: session)
            : try? ToClient.Refused(reason: reason).envelope(from: session)
        guard let answer else { return }
        var words = answer.frames
        words[0] = frames[1]
        _ = try? socket.send([frames[0]] + words)
    }
}
