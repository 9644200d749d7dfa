package import Jobs
package import ZeroMQ

/// Where what a peer says comes from.
enum Origin: Hashable, Sendable {
    /// This process, which is trusted.
    case inProcess
    /// The holder of a listed key.
    case key(String, Authenticator.Role)
    /// This host, where the coordinator listens without keys.
    case local

    /// Keeps the names that the holders of different keys give themselves apart.
    var prefix: String { if case .key(let user, _) = self { "\(user)/" } else { "" } }
}

/// What a client may do.
struct Authority: Hashable, Sendable {
    /// Whom the runs that it submits belong to.
    var owner: String
    /// Whether every run is open to it.
    var isOperator: Bool
}

/// Who may say what: with keys, each key's role decides; without, everyone on this host may speak,
/// and who can read the token has the say.
package struct Access: Sendable {
    /// Nil where the coordinator listens in plain text, on this host only.
    let authenticator: Authenticator?
    /// The token's seal where there is one.
    let token: Seal?

    package init(authenticator: Authenticator?, token: Seal?) {
        self.authenticator = authenticator
        self.token = token
    }

    /// Where a message of a kind comes from; nil where its sender may not say such a thing.
    func origin(of message: Socket.Incoming, kind: String) -> Origin? {
        guard message.address != nil || message.user != nil else { return .inProcess }
        guard let authenticator else { return .local }
        guard let user = message.user, let grant = authenticator.grant(ofUser: user) else {
            return nil
        }
        let mayWork = grant.role == .worker
        return kind.hasPrefix(mayWork ? "worker." : "client.") ? .key(user, grant.role) : nil
    }

    /// What a client may do. Without a key and without the token's proof, what it submits belongs
    /// to its session alone.
    func authority(_ origin: Origin, _ session: SessionID, proof: String?) -> Authority {
        switch origin {
        case .inProcess: return Authority(owner: "coordinator", isOperator: true)
        case .key(let user, let role):
            return Authority(owner: "key \(user)", isOperator: role == .operator)
        case .local:
            if let token, let proof, token.proves(proof, for: session) {
                return Authority(owner: "token", isOperator: true)
            }
            return Authority(owner: "session \(session)", isOperator: false)
        }
    }
}
