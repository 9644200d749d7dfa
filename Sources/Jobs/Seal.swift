internal import CSodium
public import Foundation

/// A secret with which its holder seals names, and knows its own seals again: keyed BLAKE2b of 16
/// bytes, in hexadecimal.
public struct Seal: Sendable {
    private let secret: [UInt8]

    /// Bytes that a secret has.
    public static let secretSize = 32

    /// Takes up a secret; nil where it has another size.
    public init?(secret: Data) {
        guard secret.count == Self.secretSize else { return nil }
        self.secret = Array(secret)
    }

    /// Draws the bytes of a new secret.
    public static func drawSecret() -> Data { Data(draw(secretSize)) }

    /// Draws a name that nobody else draws: 128 random bits in hexadecimal.
    public static func drawName() -> String { ContentHash.hexadecimal(draw(16)) }

    private static func draw(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Seals a text. The corresponding C function is `crypto_generichash`.
    public func sealing(_ text: String) -> String {
        var seal = [UInt8](repeating: 0, count: 16)
        let bytes = Array(text.utf8)
        let result = crypto_generichash(
            &seal, seal.count, bytes, UInt64(bytes.count), secret, secret.count)
        precondition(result == 0, "libsodium refuses to hash")
        return ContentHash.hexadecimal(seal)
    }

    /// Whether `seal` is this secret's for the text; how long that takes tells nothing. The
    /// corresponding C function is `sodium_memcmp`.
    public func fits(_ seal: String, _ text: String) -> Bool {
        let (found, wanted) = (Array(seal.utf8), Array(sealing(text).utf8))
        return found.count == wanted.count && sodium_memcmp(found, wanted, wanted.count) == 0
    }
}

extension Seal {
    /// Puts the token on an attempt that is given to a worker.
    public func stamped(_ attempt: AttemptID) -> AttemptID {
        AttemptID(job: attempt.job, number: attempt.number, token: sealing(Self.text(of: attempt)))
    }

    /// The attempt without its token where that is ours, else nil.
    public func verified(_ attempt: AttemptID) -> AttemptID? {
        guard let token = attempt.token, fits(token, Self.text(of: attempt)) else { return nil }
        return attempt.bare
    }

    /// Two attempts never have the same text: the run and the number come first.
    private static func text(of attempt: AttemptID) -> String {
        "attempt \(attempt.job.run.text.utf8.count) \(attempt.job.run) \(attempt.number) "
            + attempt.job.name
    }

    /// By this a client shows, for one session, that it can read the token of a coordinator that
    /// listens without keys.
    public func proof(for session: SessionID) -> String { sealing("session \(session)") }

    public func proves(_ proof: String, for session: SessionID) -> Bool {
        fits(proof, "session \(session)")
    }
}
