internal import ZeroMQ

/// Who may say what: with keys, each key's role decides; without, everyone on this host may.
struct Access: Sendable {
    /// Nil where the coordinator listens in plain text, on this host only.
    let authenticator: Authenticator?
    /// Whether peers in this process, which have no key, are expected.
    let hasInProcessPeers: Bool

    func allows(_ kind: String, from message: Socket.Incoming) -> Bool {
        guard let authenticator else { return true }
        guard let user = message.user else { return hasInProcessPeers && message.address == nil }
        guard let grant = authenticator.grant(ofUser: user) else { return false }
        return kind.hasPrefix("\(grant.role.rawValue).")
    }
}
