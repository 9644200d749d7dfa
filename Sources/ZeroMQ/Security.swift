internal import CZeroMQ

/// Whom a socket trusts.
public enum Security: Sendable {
    /// Plain text: for peers in this process or on this host.
    case none
    /// Listens with these keys; the authenticator's list decides who is heard.
    case listening(CurveKeyPair, Authenticator)
    case connecting(CurveIdentity)

    /// `ZMQ_ZAP_ENFORCE_DOMAIN` of libzmq 4.3, which the header hides behind the draft switch:
    /// without an authenticator everybody is refused rather than let in.
    private static let enforceDomain: Int32 = 93

    func apply(to socket: Socket) throws(ZeroMQError) {
        switch self {
        case .none:
            break
        case .listening(let keys, let authenticator):
            try socket.set(ZMQ_CURVE_SERVER, Int32(1))
            try socket.set(ZMQ_CURVE_SECRETKEY, keys.secret)
            try socket.set(ZMQ_ZAP_DOMAIN, authenticator.domain)
            try socket.set(Self.enforceDomain, Int32(1))
        case .connecting(let identity):
            try socket.set(ZMQ_CURVE_SERVERKEY, identity.server.text)
            try socket.set(ZMQ_CURVE_PUBLICKEY, identity.own.publicKey.text)
            try socket.set(ZMQ_CURVE_SECRETKEY, identity.own.secret)
        }
    }
}
