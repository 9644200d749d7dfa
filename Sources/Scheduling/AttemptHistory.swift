internal import Jobs

/// The attempts at one job that are over.
struct AttemptHistory {
    struct Failed {
        var attempt: RunningAttempt
        var failure: Failure
    }

    /// No honest attempt has a higher number.
    static let highestNumber = 1_000_000_000

    /// The highest attempt number that anybody has used.
    private(set) var highest: Int
    /// Attempts that ended or were cancelled: nobody may take them up again.
    private var ended: Set<Int> = []
    private(set) var failures: [Failed] = []
    var isCopied = false

    init(attemptsBefore: Int) { highest = attemptsBefore }

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
        switch failure.kind {
        case .crashed, .outOfMemory, .stuck: ended.insert(attempt.number)
        case .lostWorker, .preempted, .cancelled, .heldBack, .refused: break
        }
    }

    /// An attempt that was taken for lost is under way after all: it costs nothing.
    mutating func takeBack(_ number: Int) {
        use(number)
        failures.removeAll { $0.attempt.number == number }
    }

    private func count(_ kinds: Failure.Kind...) -> Int {
        failures.count { kinds.contains($0.failure.kind) }
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
        if count(.lostWorker, .preempted, .cancelled) > settings.lossesPerJob {
            return Failure(
                .lostWorker,
                "given up: more than \(settings.lossesPerJob) workers were lost with it")
        }
        return nil
    }
}
