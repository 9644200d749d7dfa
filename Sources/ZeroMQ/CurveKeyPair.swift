internal import CZeroMQ
internal import Foundation

/// The public half of a key pair, in the 40 characters of Z85.
public struct CurvePublicKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let text: String

    /// Reads a key; nil where `text` is not 40 characters of Z85. The corresponding C function is
    /// `zmq_z85_decode`.
    public init?(text: String) {
        guard CurveKeyPair.isKey(text) else { return nil }
        self.text = text
    }

    /// The key from its 32 bytes. The corresponding C function is `zmq_z85_encode`.
    init?(bytes: some Collection<UInt8>) {
        let raw = Array(bytes)
        guard raw.count == 32 else { return nil }
        var text = [CChar](repeating: 0, count: 41)
        guard zmq_z85_encode(&text, raw, raw.count) != nil else { return nil }
        self.text = CurveKeyPair.string(text)
    }

    public var description: String { text }
    public static func < (left: CurvePublicKey, right: CurvePublicKey) -> Bool {
        left.text < right.text
    }
}

/// A CURVE25519 key pair. Its description shows only the public half.
public struct CurveKeyPair: Hashable, Sendable, CustomStringConvertible {
    public let publicKey: CurvePublicKey
    /// 40 characters of Z85. Never in arguments, environments or logs.
    public let secret: String

    /// Draws a new pair. The corresponding C function is `zmq_curve_keypair`.
    public init() throws(ZeroMQError) {
        var open = [CChar](repeating: 0, count: 41)
        var closed = [CChar](repeating: 0, count: 41)
        guard zmq_curve_keypair(&open, &closed) == 0,
            let key = CurvePublicKey(text: Self.string(open))
        else {
            throw .last("cannot make keys", advice: "install a libzmq that was built with CURVE")
        }
        publicKey = key
        secret = Self.string(closed)
    }

    /// Reads a pair from its secret half; nil where that is not 40 characters of Z85. The
    /// corresponding C function is `zmq_curve_public`.
    public init?(secret: String) {
        var open = [CChar](repeating: 0, count: 41)
        guard Self.isKey(secret), zmq_curve_public(&open, secret) == 0,
            let key = CurvePublicKey(text: Self.string(open))
        else { return nil }
        publicKey = key
        self.secret = secret
    }

    public var description: String { publicKey.text }

    static func isKey(_ text: String) -> Bool {
        var raw = [UInt8](repeating: 0, count: 32)
        return text.utf8.count == 40 && zmq_z85_decode(&raw, text) != nil
    }

    static func string(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// What a connecting process proves itself with, and whom it expects.
public struct CurveIdentity: Hashable, Sendable {
    public var own: CurveKeyPair
    /// The coordinator's public key.
    public var server: CurvePublicKey

    public init(own: CurveKeyPair, server: CurvePublicKey) {
        self.own = own
        self.server = server
    }
}
