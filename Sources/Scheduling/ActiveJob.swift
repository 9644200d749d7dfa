internal import Jobs

/// One job of a run, with all that happened to it so far.
struct ActiveJob: Hashable {
    enum Phase: Hashable {
        /// Jobs that hold it back have no outcome yet.
        case waiting
        case queued
        /// At least one attempt is under way. It may still wait for others: an earlier life of the
        /// coordinator knew their outcomes but had not stored them.
        case running
        /// It has its outcome, which is not stored yet.
        case storing
        case recorded
    }

    /// What remains of an outcome once it has been handed over to the store.
    struct Conclusion: Hashable {
        /// The digest of a result's bytes; nil for a failure.
        var digest: ContentHash?
        var failure: Failure.Kind?
        /// The failed check that holds back the jobs that build on this one.
        var failedCheck: String?
    }

    struct Debt: Hashable {
        var session: SessionID
        var attempt: AttemptID
    }

    struct FailedAttempt: Hashable {
        var number: Int
        var failure: Failure
    }

    let plan: PlannedJob
    var phase = Phase.waiting
    /// Jobs without an outcome that this one waits for.
    var waitsFor = 0
    /// Those under way.
    var attempts: [RunningAttempt] = []
    /// The highest attempt number that anybody has used.
    var highest: Int
    /// Attempts that failed or were cancelled: nobody may take them up again.
    var ended: [Int] = []
    /// Attempts whose worker was lost: it may come back with them.
    var lost: [Int] = []
    var failures: [FailedAttempt] = []
    var crashes = 0
    var stucks = 0
    var avoidedSessions: [SessionID] = []
    var avoidedHosts: [String] = []
    var isCopied = false
    var conclusion: Conclusion?
    /// Workers that are told once the outcome is stored.
    var debts: [Debt] = []
    var story: [String] = []

    init(plan: PlannedJob, attemptsBefore: Int = 0) {
        self.plan = plan
        highest = attemptsBefore
    }

    var isDone: Bool { conclusion != nil }

    func attempt(_ number: Int) -> RunningAttempt? { attempts.first { $0.number == number } }

    mutating func avoid(_ session: SessionID, host: String?) {
        if !avoidedSessions.contains(session) { avoidedSessions.append(session) }
        if let host, !avoidedHosts.contains(host) { avoidedHosts.append(host) }
    }

    /// Adds a line to the job's story, of which the latest are kept.
    mutating func note(_ line: String, at now: Instant) {
        if story.count == 60 { story.remove(at: 1) }
        let milliseconds = now.nanoseconds / 1_000_000
        let fraction = String(milliseconds % 1000 + 1000).dropFirst()
        story.append("\(milliseconds / 1000).\(fraction) s: \(line)")
    }
}
