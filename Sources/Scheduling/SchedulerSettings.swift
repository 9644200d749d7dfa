/// The scheduler's limits and time-outs. The defaults are what the documentation promises.
public struct SchedulerSettings: Hashable, Sendable {
    /// A worker that says nothing for this long, and for `lostBeats` beats, is lost.
    public var lostAfter: Duration = .seconds(15)
    public var lostBeats = 5
    /// A worker that has been silent for this many beats gets no new jobs.
    public var suspectBeats = 3
    /// The shortest time from one beat to the next.
    public var beatInterval: Duration = .seconds(1)
    /// All workers together send at most this many beats in a second.
    public var beatsPerSecond = 200
    /// An attempt whose steps do not grow for this long is stuck.
    public var progressTimeout: Duration = .seconds(60)
    /// How long a run waits before it says that no worker serves it.
    public var noticeGrace: Duration = .seconds(2)
    /// Attempts that a worker may hold beyond its slots where a run's jobs are short, …
    public var prefetch = 16
    /// … and no more than take this long one after the other.
    public var prefetchedWork: Duration = .milliseconds(100)
    /// Whether the last trials of a search get a second copy on an idle slot.
    public var copiesStragglers = true
    /// A trial is copied once it has run for this many medians of the finished ones, …
    public var stragglerFactor = 2.0
    /// … and for at least this long.
    public var stragglerMinimum: Duration = .seconds(2)
    /// The attempts that may crash or run out of memory before a job is quarantined.
    public var crashesPerJob = 3
    /// The attempts that may get stuck before a job is given up.
    public var stucksPerJob = 2
    /// The lost workers after which a job runs alone on its worker. Losses cost no attempt.
    public var lossesBeforeAlone = 5
    /// The workers that may die with a job that runs alone before it is quarantined.
    public var deathsAlone = 3
    /// How long jobs that an absent worker may still hold wait for it after an outage.
    public var returnGrace: Duration = .seconds(20)
    /// After this long an absent worker has given up itself.
    public var absenceLimit: Duration = .seconds(1800)
    /// Ended runs that are kept to compare late results with.
    public var endedRunsKept = 16
    /// Whether each job's story is kept, for those who look into what happened.
    public var keepsStories = false

    public init() {}

    /// Returns how often each of `workers` workers beats.
    public func beatInterval(workers: Int) -> Duration {
        max(beatInterval, .seconds(Double(workers) / Double(max(1, beatsPerSecond))))
    }

    /// How many attempts a worker may hold beyond its slots where half of the jobs take no more
    /// than `seconds`.
    func prefetch(whereJobsTake seconds: Double) -> Int {
        let work = prefetchedWork / .seconds(1)
        return seconds * Double(prefetch) <= work ? prefetch : Int(work / seconds)
    }

    func silenceLimit(beat: Duration) -> Duration { max(lostAfter, beat * lostBeats) }
}
