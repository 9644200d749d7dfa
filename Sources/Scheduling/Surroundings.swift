internal import Jobs

/// What a run's transitions act upon beside the run itself.
struct Surroundings {
    let settings: SchedulerSettings
    var roster: Roster
    /// The time of the latest event.
    var clock = Instant(nanoseconds: 0)
    /// What is to be done about the event, so far.
    var effects: [Effect] = []
    /// Hosts that have just become doubtful: what died there counts against no job.
    var doubted: [String] = []

    init(settings: SchedulerSettings) {
        self.settings = settings
        roster = Roster(prefetch: settings.prefetch)
    }

    /// Takes an attempt back from a session that is still there.
    mutating func cancel(_ attempt: AttemptID, of session: SessionID) {
        if roster[session] != nil { effects.append(.cancel(session, attempt)) }
    }

    mutating func acknowledge(_ attempt: AttemptID, of session: SessionID) {
        if roster[session] != nil { effects.append(.acknowledge(session, attempt)) }
    }
}
