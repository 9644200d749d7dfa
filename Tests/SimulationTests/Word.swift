import Foundation
import Jobs

/// What a coordinator says, read once.
struct Word {
    enum Meaning {
        case welcome(interval: Duration)
        case assign(Assignment)
        case cancel(AttemptID)
        case acknowledge(AttemptID)
        case piece(ToWorker.Piece, Data)
        case dismiss(retry: Bool)
        case mark(String)
        /// For a client.
        case other(Envelope)
    }

    /// Most are the same.
    private static let usualWelcome = Samples.bytes(ToWorker.Welcome(beatInterval: 1))

    var session: SessionID
    var meaning: Meaning

    init(_ frame: Data) throws {
        let envelope = try Envelope(frame: frame)
        session = envelope.session
        meaning =
            switch envelope.kind {
            case ToWorker.Welcome.kind where envelope.body == Self.usualWelcome:
                .welcome(interval: .seconds(1))
            case ToWorker.Welcome.kind: .welcome(interval: try ToWorker.Welcome(envelope).interval)
            case ToWorker.Assign.kind: .assign(try ToWorker.Assign(envelope).assignment)
            case ToWorker.Cancel.kind: .cancel(try ToWorker.Cancel(envelope).attempt)
            case ToWorker.Acknowledge.kind:
                .acknowledge(try ToWorker.Acknowledge(envelope).attempt)
            case ToWorker.Piece.kind: .piece(try ToWorker.Piece(envelope), envelope.payload)
            case ToWorker.Dismiss.kind: .dismiss(retry: try ToWorker.Dismiss(envelope).retry)
            case ReadMark.kind: .mark(try ReadMark(envelope).mark)
            default: .other(envelope)
            }
    }
}
