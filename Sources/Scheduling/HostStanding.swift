internal import Jobs

/// How a host has done with its jobs: whether what fails there is the host's fault.
///
/// A host's own trouble lets it rest. Deaths in a row, with none of its attempts ending well in
/// between, make it doubtful: while another host can do the work it gets no more jobs, and its
/// deaths count against no job. Where enough of those jobs then succeed elsewhere, it is drained.
struct HostStanding: Hashable {
    struct Death: Hashable {
        var attempt: AttemptID
        var words: String
    }

    /// Those since the last attempt that ended well.
    private(set) var deaths: [Death] = []
    /// Jobs that died here and then succeeded on another host.
    private(set) var refuted: [JobID] = []
    /// Why it gets no more jobs; nil where it does.
    private(set) var drainedBecause: String?
    /// Why it rests, and until when.
    private(set) var trouble: String?
    private(set) var restsUntil: Instant?
    private var rest: Duration = .zero

    /// Deaths of different jobs in a row that make a host doubtful, and that drain it once they are
    /// refuted.
    static let deathLimit = 3
    private static let firstRest: Duration = .seconds(1)
    private static let longestRest: Duration = .seconds(60)

    private var jobs: Set<JobID> { Set(deaths.map(\.attempt.job)) }

    var isDoubtful: Bool {
        drainedBecause != nil || deaths.count >= Self.deathLimit && jobs.count > 1
    }

    func rests(at now: Instant) -> Bool { restsUntil.map { $0 > now } ?? false }

    mutating func succeed() {
        (deaths, trouble, restsUntil, rest) = ([], nil, nil, .zero)
    }

    mutating func die(_ attempt: AttemptID, words: String) {
        deaths.append(Death(attempt: attempt, words: words))
        if deaths.count > 64 { deaths.removeFirst() }
    }

    /// A job that died here succeeded elsewhere; returns the words where the host is drained by it.
    mutating func refute(_ job: JobID, host: String) -> String? {
        guard drainedBecause == nil, jobs.contains(job), !refuted.contains(job) else { return nil }
        refuted.append(job)
        guard isDoubtful, refuted.count >= Self.deathLimit else { return nil }
        let last = deaths.last?.words ?? ""
        let words =
            "the host \(host) gets no more jobs: \(refuted.count) jobs that died there ended well "
            + "elsewhere; the last one: \(last)"
        drainedBecause = words
        return words
    }

    /// A job that died here died of itself.
    mutating func absolve(of job: JobID) {
        deaths.removeAll { $0.attempt.job == job }
    }

    /// It could not do what a job needed; returns whether that is news.
    mutating func rest(because words: String, at now: Instant) -> Bool {
        let isNews = trouble != words
        rest = rest == .zero ? Self.firstRest : min(rest * 2, Self.longestRest)
        (trouble, restsUntil) = (words, now + rest)
        return isNews
    }

    mutating func shift(by duration: Duration) {
        restsUntil = restsUntil.map { $0 + duration }
    }
}
