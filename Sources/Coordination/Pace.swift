internal import Scheduling

/// How many results came in the last seconds, by the coordinator's clock.
struct Pace {
    private static let span: Int64 = 60

    private var counts = [Int](repeating: 0, count: Int(span))
    /// The second that was counted last.
    private var second: Int64 = 0

    mutating func add(at now: Instant) {
        advance(to: now)
        counts[Int(second % Self.span)] += 1
    }

    /// Results of the last minute, this second included.
    mutating func minute(at now: Instant) -> Int {
        advance(to: now)
        return counts.reduce(0, +)
    }

    /// Results in a second, on average over the last ten, this one left out.
    mutating func perSecond(at now: Instant) -> Double {
        advance(to: now)
        let whole = (1...10).map { counts[Int((second - $0 + Self.span) % Self.span)] }
        return Double(whole.reduce(0, +)) / 10
    }

    /// What is older than a minute is forgotten.
    private mutating func advance(to now: Instant) {
        let current = now.nanoseconds / 1_000_000_000
        guard current > second else { return }
        for past in max(second + 1, current - Self.span + 1)...current {
            counts[Int(past % Self.span)] = 0
        }
        second = current
    }
}
