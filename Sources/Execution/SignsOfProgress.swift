/// How far a job has come: it may train many times over, so all signs count, not one training's.
package struct SignsOfProgress {
    /// How often the supervisor is told at most.
    private static let interval = Duration.milliseconds(200)

    private var count = 0
    private var told: ContinuousClock.Instant

    package init(start: ContinuousClock.Instant) { told = start }

    /// Takes one more sign; returns the number of all where it is time to tell.
    package mutating func sign(at now: ContinuousClock.Instant) -> Int? {
        count += 1
        guard now - told > Self.interval else { return nil }
        told = now
        return count
    }
}
