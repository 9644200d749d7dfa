internal import Jobs

/// One attempt that a session holds, as far as the scheduler knows.
struct RunningAttempt: Hashable {
    var number: Int
    var session: SessionID
    var started: Instant
    var steps = 0
    /// When its steps last grew.
    var advanced: Instant
    /// When the worker last said that it holds it.
    var mentioned: Instant

    init(number: Int, session: SessionID, started: Instant) {
        self.number = number
        self.session = session
        self.started = started
        advanced = started
        mentioned = started
    }

    mutating func mention(steps: Int, at now: Instant) {
        mentioned = now
        guard steps > self.steps else { return }
        self.steps = steps
        advanced = now
    }

    mutating func shift(by duration: Duration) {
        advanced = advanced + duration
        mentioned = mentioned + duration
    }
}
