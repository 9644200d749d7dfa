internal import Jobs

/// The attempts at one job that are over.
struct AttemptHistory {
    struct Failed {
        var attempt: RunningAttempt
        var failure: Failure
        /// Whether it is the host's fault, not the job's.
        var isHosts = false
    }

    /// No honest attempt has a higher number.
    static let highestNumber = 1_000_000_000
    /// The failures that are kept: in a storm a job may lose any number of workers.
    static let kept = 32

    /// The highest attempt number that anybody has used.
    private(set) var highest: Int
    /// Attempts that ended or were cancelled: nobody may take them up again.
    private var ended: Set<Int> = []
    /// The latest of them, and all that count towards a verdict.
    private(set) var failures: [Failed] = []
    /// Workers that were lost with the job in a silence.
    private(set) var losses = 0
    var isCopied = false

    init(attemptsBefore: Int) { highest = attemptsBefore }

    var tableSize: Int { ended.count + failures.count }

    mutating func use(_ number: Int) {
        highest = max(highest, min(number, Self.highestNumber))
    }

    mutating func end(_ number: Int) {
        use(number)
        ended.insert(number)
    }

    func hasEnded(_ number: Int) -> Bool { ended.contains(number) }

    /// Charges an attempt's failure. One whose worker was lost may come back.
    mutating func charge(_ attempt: RunningAttempt, _ failure: Failure) {
        failures.append(Failed(attempt: attempt, failure: failure))
        if failure.kind == .lostWorker || failure.kind == .workerDied { losses += 1 }
        switch failure.kind {
        case .crashed, .outOfMemory, .stuck, .hostTrouble, .workerDied: ended.insert(attempt.number)
        case .lostWorker, .preempted, .cancelled, .heldBack, .refused: break
        }
        if failures.count > Self.kept,
            let free = failures.firstIndex(where: { !$0.failure.kind.counts })
        {
            failures.remove(at: free)
        }
    }

    func wasAlone(_ number: Int) -> Bool {
        failures.contains { $0.attempt.number == number && $0.attempt.isAlone }
    }

    /// An attempt that was taken for lost is under way after all: it costs nothing.
    mutating func takeBack(_ number: Int) {
        use(number)
        losses -= failures.count {
            $0.attempt.number == number && $0.failure.kind == .lostWorker
        }
        failures.removeAll { $0.attempt.number == number }
    }

    /// What looked like a silence was its worker's death; false where it did not look like one.
    mutating func turnIntoDeath(_ number: Int, _ failure: Failure) -> Bool {
        ended.insert(number)
        guard
            let index = failures.firstIndex(where: {
                $0.attempt.number == number && $0.failure.kind == .lostWorker
            })
        else { return false }
        failures[index].failure = failure
        return true
    }

    /// The host is to blame for what failed there: it does not count.
    mutating func blame(host: String) {
        for index in failures.indices where failures[index].attempt.host == host {
            failures[index].isHosts = true
        }
    }

    /// Whether the job runs only where nothing else does.
    func needsSolitude(_ settings: SchedulerSettings) -> Bool {
        losses >= settings.lossesBeforeAlone
    }

    private func count(_ kinds: Failure.Kind...) -> Int {
        failures.count { kinds.contains($0.failure.kind) && !$0.isHosts }
    }

    /// Gives a job up once it has had all the attempts of one kind. The words name no host and no
    /// attempt: they enter the report, which must not depend on where things ran. Nor do they tell
    /// of a death or two by other causes, beside a job's own want of memory.
    func verdict(_ settings: SchedulerSettings) -> Failure? {
        if count(.crashed, .outOfMemory) >= settings.crashesPerJob {
            let isFull = count(.outOfMemory) > 0
            let words = isFull ? "it ran out of memory" : "its compute process died"
            return Failure(
                isFull ? .outOfMemory : .crashed,
                "quarantined after \(settings.crashesPerJob) attempts: \(words)")
        }
        if count(.stuck) >= settings.stucksPerJob {
            return Failure(
                .stuck, "given up after \(settings.stucksPerJob) attempts: it stopped advancing")
        }
        let deaths = failures.count { $0.failure.kind == .workerDied && $0.attempt.isAlone }
        if deaths >= settings.deathsAlone {
            return Failure(
                .workerDied,
                "quarantined after \(settings.deathsAlone) attempts alone on a worker: the whole "
                    + "worker died each time")
        }
        return nil
    }
}

extension Failure.Kind {
    /// Whether enough of them end a job.
    fileprivate var counts: Bool {
        switch self {
        case .crashed, .outOfMemory, .stuck, .workerDied: true
        case .lostWorker, .preempted, .cancelled, .heldBack, .refused, .hostTrouble: false
        }
    }
}
