internal import Jobs

/// One job of a run, with all that happened to it so far.
struct ActiveJob {
    enum State {
        /// So many jobs that it waits for are not stored yet.
        case waiting(for: Int)
        case queued
        /// Under way, at least one attempt.
        case running([RunningAttempt])
        /// It has its outcome, which is not stored yet; these workers are told once it is.
        case storing(Conclusion, [PendingAcknowledgement])
        case recorded(Conclusion)
    }

    /// What remains of an outcome once it has been handed over to the store.
    enum Conclusion: Hashable {
        /// The digest of a result, where it is known, and the failed check that holds others back.
        case result(ContentHash?, failedCheck: String?)
        /// The jobs of the plan that the job brought.
        case plan(ContentHash?, jobs: Range<Int>)
        /// The failed check where the job was held back by it.
        case failure(Failure.Kind, heldBackBy: String?)
    }

    struct PendingAcknowledgement: Hashable {
        var session: SessionID
        var attempt: AttemptID
    }

    let plan: PlannedJob
    let path: TreePath
    /// The job that planned it; nil for one of the submission.
    let planner: Int?
    /// The jobs whose outcomes it is given, in the order of its reads.
    private(set) var reads: [OutcomeToRead] = []
    /// The jobs that may hold it back, in the run's order.
    private(set) var holders: [Int] = []
    var state = State.waiting(for: 0)
    var history: AttemptHistory
    var story: [String] = []

    init(_ plan: PlannedJob, path: TreePath, planner: Int?, attemptsBefore: Int) {
        self.plan = plan
        self.path = path
        self.planner = planner
        history = AttemptHistory(attemptsBefore: attemptsBefore)
    }

    mutating func connect(reads: [OutcomeToRead], holders: [Int]) {
        (self.reads, self.holders) = (reads, holders)
    }

    var conclusion: Conclusion? {
        switch state {
        case .waiting, .queued, .running: nil
        case .storing(let conclusion, _), .recorded(let conclusion): conclusion
        }
    }

    var isDone: Bool { conclusion != nil }

    var isRecorded: Bool {
        if case .recorded = state { true } else { false }
    }

    var isWaiting: Bool {
        if case .waiting = state { true } else { false }
    }

    /// Those under way.
    var attempts: [RunningAttempt] {
        if case .running(let attempts) = state { attempts } else { [] }
    }

    func attempt(_ number: Int) -> RunningAttempt? { attempts.first { $0.number == number } }

    /// Adds a line to the job's story, of which the latest are kept.
    mutating func note(_ line: String, at now: Instant) {
        if story.count == 60 { story.remove(at: 1) }
        let milliseconds = now.nanoseconds / 1_000_000
        let fraction = String(milliseconds % 1000 + 1000).dropFirst()
        story.append("\(milliseconds / 1000).\(fraction) s: \(line)")
    }
}
