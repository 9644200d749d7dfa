internal import Foundation
internal import Synchronization

/// The thread that answers the authentication questions of all listening sockets of this process
/// (ZeroMQ RFC 27).
enum AnsweringThread {
    /// Returns the user's name for a key that is let in, else nil.
    typealias Judge = @Sendable (CurvePublicKey) -> String?

    private static let judges = Mutex<[String: Judge]>([:])
    private static let isListening = Mutex(false)

    /// Answers for `domain` from now on.
    static func serve(
        _ domain: String, in context: Context, judge: @escaping Judge
    ) throws(ZeroMQError) {
        judges.withLock { $0[domain] = judge }
        try isListening.withLock { (listening: inout Bool) throws(ZeroMQError) in
            guard !listening else { return }
            try start(in: context)
            listening = true
        }
    }

    /// Nobody is let in to `domain` any more.
    static func forget(_ domain: String) {
        judges.withLock { $0[domain] = nil }
    }

    private static func start(in context: Context) throws(ZeroMQError) {
        let bound = Announcement<ZeroMQError?>()
        let thread = Thread {
            do throws(ZeroMQError) {
                let socket = try Socket(.router, options: .plain, in: context)
                try socket.bind("inproc://zeromq.zap.01")
                bound.announce(nil)
                while true { try answerNext(on: socket) }
            } catch {
                bound.announce(error)
            }
        }
        thread.name = "authentication"
        thread.start()
        if let error = bound.wait() { throw error }
    }

    private static func answerNext(on socket: Socket) throws(ZeroMQError) {
        while let question = try socket.receiveParts() {
            guard let answer = answer(to: question.frames) else { continue }
            _ = try socket.send(parts: answer)
        }
        var poll = Poll()
        poll.add(socket, for: .readable)
        try poll.wait(.seconds(3600))
    }

    /// The frames of a question: routing frame, empty frame, version, request, domain, address,
    /// routing id, mechanism, and for CURVE the key's 32 bytes.
    private static func answer(to question: [Data]) -> [Data]? {
        guard question.count >= 8 else { return nil }
        let user: String?
        if question.count == 9, question[2] == Data("1.0".utf8),
            question[7] == Data("CURVE".utf8), let key = CurvePublicKey(bytes: question[8])
        {
            let domain = String(decoding: question[4], as: UTF8.self)
            user = judges.withLock { $0[domain] }?(key)
        } else {
            user = nil
        }
        let words = user.map { ["200", "OK", $0] } ?? ["400", "this key is not listed", ""]
        return [question[0], question[1], Data("1.0".utf8), question[3]]
            + words.map { Data($0.utf8) } + [Data()]
    }
}
