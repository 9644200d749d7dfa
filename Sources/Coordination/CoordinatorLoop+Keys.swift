internal import Foundation
internal import Jobs
internal import Logging
internal import Scheduling
internal import ZeroMQ

/// Keys that are listed, or struck out, while the coordinator runs.
extension CoordinatorLoop {
    /// Takes in a new list: who is no more in it, or in another role, is not heard from here on.
    func lookAtKeys() {
        do {
            guard let (former, new) = try grants?.change(at: now) else { return }
            access.authenticator?.allow(new)
            for (key, grant) in new.sorted(by: { $0.key < $1.key }) where former[key] != grant {
                log("key listed", key, grant)
            }
            for (key, grant) in former.sorted(by: { $0.key < $1.key }) where new[key] != grant {
                log("key revoked", key, grant)
            }
            for (session, user) in peers.users {
                guard let key = CurvePublicKey(text: user), let grant = former[key],
                    new[key]?.role != grant.role
                else { continue }
                end(session, because: "the key \(grant.name) was revoked")
            }
        } catch {
            logger.error(
                "the list of keys makes no sense, so the former one stays in force",
                metadata: ["reason": "\(error)"])
        }
    }

    private func log(
        _ message: Logger.Message, _ key: CurvePublicKey, _ grant: Authenticator.Grant
    ) {
        logger.notice(
            message,
            metadata: [
                "key.name": "\(grant.name)", "key.role": "\(grant.role.rawValue)",
                "key.public": "\(key)",
            ])
    }

    /// Tells a peer that it is heard no more; what a worker had goes to others.
    private func end(_ session: SessionID, because reason: String) {
        guard peers[session]?.isWorker == true else {
            for run in watched { runs[run]?.watchers[session] = nil }
            post(ToClient.Refused(reason: reason), to: session)
            return
        }
        peers.setWorker(session, false)
        if let incarnation = scheduler.incarnation(of: session) {
            storeWorker(incarnation, isInSession: false)
        }
        feed(.workerLeft(session))
        post(ToWorker.Dismiss(reason: reason, retry: false), to: session)
    }
}
