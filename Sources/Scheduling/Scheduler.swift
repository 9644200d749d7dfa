internal import Jobs
internal import OrderedCollections

/// Decides which worker runs which job: a pure state machine without clock, I/O or randomness.
///
/// The coordinator's shell tells it what happened (`Event`) and carries out what it answers
/// (`Effect`); the simulation in the tests does the same. Equal events at equal times give equal
/// effects.
public struct Scheduler: Sendable {
    public let settings: SchedulerSettings
    var runs: OrderedDictionary<RunID, ActiveRun> = [:]
    var workers: OrderedDictionary<SessionID, ConnectedWorker> = [:]
    /// Attempts per host, over all its sessions.
    var load: [String: Int] = [:]
    /// The time of the latest event.
    var clock = Instant(nanoseconds: 0)
    /// The run that was served last: the next one's turn is now.
    var served: RunID?
    /// Workers came or went, so that each run's slots are to be counted again.
    var isRosterStale = false
    var effects: [Effect] = []
    /// Jobs that got their outcome in this event, whose followers are yet to be told.
    var concluded: [(run: RunID, place: Int)] = []

    public init(settings: SchedulerSettings = .init()) {
        self.settings = settings
    }

    /// Takes in one event and returns what is to be done about it, in order.
    public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        clock = max(clock, now)
        effects = []
        react(to: event)
        releaseFollowers()
        dispatch()
        announce()
        defer { effects = [] }
        return effects
    }

    private mutating func react(to event: Event) {
        switch event {
        case .runSubmitted(let run, let plan):
            submit(run, plan)
        case .runRestored(let run, let plan, let records, let attemptsBefore):
            restore(run, plan, records: records, attemptsBefore: attemptsBefore)
        case .runCancelled(let run, let drain):
            cancel(run, drain: drain)
        case .workerJoined(let session, let offer):
            join(session, offer)
        case .workerLeft(let session):
            leave(session, why: "its worker left")
        case .heard(let session):
            hear(session)
        case .progressed(let session, let progress):
            advance(session, progress)
        case .finished(let session, let result):
            finish(session, result)
        case .recorded(let job):
            settle(job)
        case .stalled(let duration):
            shift(by: duration)
        case .tick:
            expire()
        }
    }

    /// Returns where a job stands; nil where nobody knows it.
    func locate(_ job: JobID) -> (run: RunID, place: Int)? {
        runs[job.run]?.places[job.name].map { (job.run, $0) }
    }

    mutating func note(_ run: RunID, _ place: Int, _ line: String) {
        runs[run]?.jobs[place].note(line, at: clock)
    }
}
