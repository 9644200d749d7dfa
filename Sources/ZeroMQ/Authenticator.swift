internal import Foundation
internal import Synchronization

/// Decides which keys are heard by one listening socket.
///
/// All authenticators of a process share one thread that answers libzmq's questions (ZeroMQ RFC
/// 27); each has a domain of its own, so their lists never mix.
public final class Authenticator: Sendable {
    /// What the holder of a key may do.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case worker, client
        /// A client to whom every run is open.
        case `operator`
    }

    /// One listed key.
    public struct Grant: Hashable, Sendable {
        public var role: Role
        /// For people: whose key it is.
        public var name: String

        public init(role: Role, name: String) {
            self.role = role
            self.name = name
        }
    }

    let domain = "preflight-\(UUID().uuidString)"
    private let grants: Mutex<[CurvePublicKey: Grant]>

    /// Starts to answer for `keys`. Do this before the socket listens.
    public init(allowing keys: [CurvePublicKey: Grant], in context: Context) throws(ZeroMQError) {
        grants = Mutex(keys)
        try AnsweringThread.serve(domain, in: context) { [weak self] key in
            guard let self, self.grant(of: key) != nil else { return nil }
            return key.text
        }
    }

    deinit { AnsweringThread.forget(domain) }

    /// Replaces the list; connections that stand are not cut.
    public func allow(_ keys: [CurvePublicKey: Grant]) { grants.withLock { $0 = keys } }

    /// What `key` may do; nil where it is not listed.
    public func grant(of key: CurvePublicKey) -> Grant? { grants.withLock { $0[key] } }

    /// What the peer called `user` in `Socket.Incoming` may do; nil where it is not listed.
    public func grant(ofUser user: String) -> Grant? {
        CurvePublicKey(text: user).flatMap(grant(of:))
    }
}
