internal import Jobs

/// Greeting, beating, and telling silence.
extension WorkerAgent {
    /// The longest wait between two greetings.
    static let longestWait: Duration = .seconds(10)

    mutating func welcomed(_ interval: Duration, _ now: Duration) -> [Effect] {
        lastHeard = now
        self.interval = interval
        if phase == .welcome { return [] }
        phase = .welcome
        (lastBeat, lastHanded) = (now, now)
        fetching?.asked = now
        let again = fetching.map { [Effect.fetch($0.hash, offset: $0.offset)] } ?? []
        return unacknowledged.map { .hand($0) } + again + startWaiting(now)
    }

    mutating func dismissed(_ reason: String, _ retry: Bool, _ now: Duration) -> [Effect] {
        lastHeard = now
        guard retry else {
            // One that was not let in has been refused.
            let end: WorkerEnd = phase == .welcome ? .dismissed(reason) : .unreachable(reason)
            phase = .ended
            return slots.indices.map { .stop(slot: $0) } + [.end(end)]
        }
        // A late word of the last session must not hasten the next greeting.
        if case .greeting = phase { return [] }
        phase = .greeting(due: now, wait: .milliseconds(100))
        return tick(now)
    }

    mutating func tick(_ now: Duration) -> [Effect] {
        switch phase {
        case .ended:
            return []
        case .greeting(let due, let wait):
            return greet(due, wait, now)
        case .welcome:
            if now - lastHeard > interval * 3 + .seconds(1) {
                phase = .greeting(due: now, wait: .milliseconds(100))
                return tick(now)
            }
            return beat(now) + askAgain(now) + handAgain(now)
        }
    }

    private mutating func greet(_ due: Duration, _ wait: Duration, _ now: Duration) -> [Effect] {
        if now - lastHeard > orphanTimeout {
            phase = .ended
            let reason = "no coordinator answered for \(orphanTimeout)"
            return slots.indices.map { .stop(slot: $0) } + [.end(.unreachable(reason))]
        }
        guard now >= due else { return [] }
        let next = min(wait * 2, Self.longestWait)
        phase = .greeting(due: now + wait * (1 + jitter), wait: next)
        return [.greet(held: held)]
    }

    private mutating func beat(_ now: Duration) -> [Effect] {
        guard now - lastBeat >= interval else { return [] }
        lastBeat = now
        return [
            .beat(
                slots.compactMap { running in
                    running.map { Progress(attempt: $0.assignment.attempt, steps: $0.steps) }
                })
        ]
    }

    /// What a full queue or a broken connection swallowed while the coordinator was heard.
    private mutating func handAgain(_ now: Duration) -> [Effect] {
        guard !unacknowledged.isEmpty, now - lastHanded > max(interval * 3, Self.patience) else {
            return []
        }
        lastHanded = now
        return unacknowledged.map { .hand($0) }
    }

    private mutating func askAgain(_ now: Duration) -> [Effect] {
        guard let fetch = fetching, now - fetch.asked > Self.patience else { return [] }
        fetching?.asked = now
        return [.fetch(fetch.hash, offset: fetch.offset)]
    }

    /// When `tick` has something to do next.
    package var nextDeadline: Duration {
        switch phase {
        case .ended: .zero
        case .greeting(let due, _): due
        case .welcome:
            min(
                lastBeat + interval,
                (fetching?.asked).map { $0 + Self.patience } ?? .seconds(1 << 30))
        }
    }
}
