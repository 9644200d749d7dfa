internal import Foundation
internal import Jobs
internal import ZeroMQ

/// Asks a coordinator for facts with a worker's key, without joining it.
struct DoctorQuestion {
    enum Answer {
        /// What it said, how far its clock is ahead of ours, and the round trip, in seconds.
        case facts(ToWorker.Facts, ahead: Double, trip: Double)
        /// The key is not listed.
        case refused
        /// It has other keys, or none.
        case misunderstood
        /// It speaks another version.
        case dismissed(String)
        case silent
    }

    private static let patience = Duration.seconds(5)

    private let socket: Socket
    private let monitor: SocketMonitor
    private let session = SessionID.random()

    init(_ address: String, _ identity: CurveIdentity?) throws {
        let context = try Context.ofProcess()
        var options = SocketOptions.connecting
        options.linger = .zero
        socket = try Socket(
            .dealer, options: options, security: identity.map { .connecting($0) } ?? .none,
            in: context)
        monitor = try SocketMonitor(of: socket, in: context)
        try socket.connect(address)
    }

    func ask() throws -> Answer {
        let end = ContinuousClock.now + Self.patience
        var asked: Date?
        var hasAgreed = false
        while ContinuousClock.now < end {
            while let event = try monitor.next() {
                if event == .refused { return .refused }
                if event == .misunderstood { return .misunderstood }
                hasAgreed = hasAgreed || event == .agreed
            }
            let question = try FromWorker.Inquire().envelope(from: session).frame
            if asked == nil, try socket.send(question) == .sent { asked = Date() }
            if let frame = try socket.receive()?.frame, let asked,
                let answer = try answer(frame, asked)
            {
                return answer
            }
            var poll = Poll()
            poll.add(socket, for: .readable)
            poll.add(monitor.socket, for: .readable)
            try poll.wait(.milliseconds(20))
        }
        // A listener that cannot read what was meant for another's key says nothing.
        return hasAgreed ? .silent : .misunderstood
    }

    private func answer(_ frame: Data, _ asked: Date) throws -> Answer? {
        let envelope = try Envelope(frame: frame)
        guard envelope.session == session else { return nil }
        switch envelope.kind {
        case ToWorker.Facts.kind:
            let facts = try ToWorker.Facts(envelope)
            let trip = Date().timeIntervalSince(asked)
            let middle = asked.timeIntervalSince1970 + trip / 2
            return .facts(facts, ahead: facts.time - middle, trip: trip)
        case ToWorker.Dismiss.kind: return .dismissed(try ToWorker.Dismiss(envelope).reason)
        default: return nil
        }
    }
}
