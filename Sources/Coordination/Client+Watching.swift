internal import Foundation
public import Jobs

/// What a watcher of a run learns.
public enum RunEvent: Hashable, Sendable {
    /// The run as it was submitted; comes first, and again after a broken connection.
    case described(ToClient.Run)
    /// One job has ended; numbers grow by one from the number that was asked for.
    case recorded(number: Int, JobRecord)
    case advanced(RunCounts, notice: String)
    /// The last event.
    case ended(RunState, numerics: String)
    /// Nothing happened for a moment: time to look at a clock or for Ctrl-C.
    case paused
    /// The coordinator has been silent for this long; watching goes on.
    case silent(Duration)
}

/// Whether a watcher wants to go on.
public enum WatchDecision: Hashable, Sendable {
    case goOn, stop
}

extension Client {
    /// Calls `body` with all that happens to a run, from record number `from` on, until the run
    /// ends or `body` has enough. Each record comes once, in order, across broken connections.
    ///
    /// - Parameter pause: how often `body` is called when nothing happens.
    /// - Throws: `CoordinationError` where the coordinator refuses, and what `body` throws.
    public func watch(
        _ run: RunID, from: Int = 0, pause: Duration = .milliseconds(100),
        _ body: (RunEvent) throws -> WatchDecision
    ) throws {
        var watch = Watch(run: run, next: from)
        try request(watch)
        while true {
            guard let envelope = try line.receive(within: pause) else {
                let silence = watch.heard.duration(to: .now)
                if silence > Self.askAgainAfter, watch.asked.duration(to: .now) > Self.askAgainAfter
                {
                    if silence > Self.askAgainAfter * 3 { try line.reconnect() }
                    try request(watch)
                    watch.asked = .now
                }
                let event =
                    silence > Self.askAgainAfter * 2 ? RunEvent.silent(silence) : RunEvent.paused
                if try body(event) == .stop { return }
                continue
            }
            watch.heard = .now
            guard let event = try watch.event(envelope) else {
                if watch.hasGap { try request(watch) }
                continue
            }
            if try body(event) == .stop { return }
            if case .ended = event { return }
        }
    }

    /// Asks to cancel without waiting for the answer; for use while watching.
    public func requestCancel(_ run: RunID, drain: Bool) throws {
        _ = try line.send(
            FromClient.Cancel(run: run, drain: drain, proof: line.proof), within: .zero)
    }

    private func request(_ watch: Watch) throws {
        _ = try line.send(
            FromClient.Watch(run: watch.run, from: watch.next, proof: line.proof),
            within: .milliseconds(200))
    }
}

/// How far a watcher has come.
private struct Watch {
    let run: RunID
    var next: Int
    var heard = ContinuousClock.now
    var asked = ContinuousClock.now
    /// A record was lost on the way: ask for it again.
    private(set) var hasGap = false

    init(run: RunID, next: Int) {
        self.run = run
        self.next = next
    }

    /// What a message means to the watcher; nil where it is not about this run or came before.
    mutating func event(_ envelope: Envelope) throws -> RunEvent? {
        hasGap = false
        switch envelope.kind {
        case ToClient.Run.kind:
            let message = try ToClient.Run(envelope)
            return message.run == run ? .described(message) : nil
        case ToClient.Recorded.kind:
            let message = try ToClient.Recorded(envelope)
            guard message.run == run else { return nil }
            hasGap = message.number > next
            guard message.number == next else { return nil }
            next += 1
            return .recorded(
                number: message.number,
                try CanonicalJSON.decode(JobRecord.self, from: envelope.payload))
        case ToClient.Advanced.kind:
            let message = try ToClient.Advanced(envelope)
            return message.run == run ? .advanced(message.counts, notice: message.notice) : nil
        case ToClient.Ended.kind:
            let message = try ToClient.Ended(envelope)
            guard message.run == run else { return nil }
            // The last of them may have been lost with a connection.
            hasGap = message.records > next
            return hasGap ? nil : .ended(message.state, numerics: message.numerics)
        case ToClient.Refused.kind:
            throw CoordinationError(.refused, try ToClient.Refused(envelope).reason)
        default:
            return nil
        }
    }
}
