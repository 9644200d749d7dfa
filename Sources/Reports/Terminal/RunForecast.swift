public import Jobs

/// How long a run still takes, from what its jobs took: nothing is said while a job is ahead of
/// which nothing is known.
///
/// Jobs are known by those alike that have ended: trials by trials, the probes of a check by each
/// other in proportion to their expected costs, short checks by the short checks of their tier. A
/// training that is unlike all others is not known, nor is what a job that plans will plan. It
/// reads no clock: seconds are arguments.
public struct RunForecast: Sendable {
    private struct Sum {
        var seconds = 0.0
        var cost = 0.0
    }

    /// Beyond this many jobs times slots the ends of single jobs no longer matter.
    private static let scheduledSize = 20_000

    /// Jobs that have not ended, by name.
    private var jobs: [String: PlannedJob]
    private var trials: Int
    private let isSearch: Bool
    /// Repeats that are to come and not planned yet.
    private var repeats: Int
    private var sums: [String: Sum] = [:]
    private var started: [String: Double] = [:]

    public init(_ submission: RunSubmission) {
        jobs = Dictionary(submission.jobs.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        isSearch = submission.kind == .search
        trials = submission.search?.count ?? 0
        repeats = submission.search?.repeats.map { $0.trials * $0.seeds } ?? 0
    }

    /// A job has ended.
    public mutating func take(_ record: JobRecord) {
        let job = record.job
        started[job.name] = nil
        let isPlanned = jobs.removeValue(forKey: job.name) != nil
        if !isPlanned, Self.kind(of: job) == "trial" { trials = max(0, trials - 1) }
        if job.work == .repeats { repeats = 0 }
        if case .plan(let planned) = record.outcome {
            for job in planned { jobs[job.name] = job }
        }
        guard let seconds = record.execution?.seconds, seconds.isFinite, seconds >= 0 else {
            return
        }
        sums[Self.kind(of: job), default: Sum()].seconds += seconds
        sums[Self.kind(of: job), default: Sum()].cost += job.expectedCost
    }

    /// The names of the jobs that run, `elapsed` seconds after the run's start.
    public mutating func take(running names: [String], at elapsed: Double) {
        let before = started
        started = Dictionary(
            names.map { ($0, before[$0] ?? elapsed) }, uniquingKeysWith: { first, _ in first })
    }

    /// Returns the seconds left; nil where they are not known.
    public func secondsLeft(_ counts: RunCounts, at elapsed: Double) -> Double? {
        guard counts.slots > 0, isSearch || !counts.mayGrow else { return nil }
        var lengths = [Double]()
        let names = jobs.keys.sorted()
        for name in names {
            guard let job = jobs[name], job.work != .repeats else { continue }
            guard let length = length(of: job) else { return nil }
            lengths.append(rest(of: length, name, at: elapsed))
        }
        if trials + repeats > 0 {
            guard let length = length(of: PlannedJob(name: "trial/0")) else { return nil }
            let running = started.keys.sorted().filter { jobs[$0] == nil }.prefix(trials)
            lengths += running.map { rest(of: length, $0, at: elapsed) }
            lengths += Array(repeating: length, count: trials - running.count)
            let again = Array(repeating: length, count: repeats)
            return Self.makespan(lengths, counts.slots) + Self.makespan(again, counts.slots)
        }
        return Self.makespan(lengths, counts.slots)
    }

    /// What is left of a job; one that takes longer than was thought goes on for a while.
    private func rest(of length: Double, _ name: String, at elapsed: Double) -> Double {
        guard let start = started[name] else { return length }
        let past = max(0, elapsed - start)
        return max(length - past, past / 4)
    }

    private func length(of job: PlannedJob) -> Double? {
        let sum = sums[Self.kind(of: job)] ?? Sum()
        if sum.cost > 0 { return job.expectedCost * sum.seconds / sum.cost }
        return job.work == .judge || job.work == .checks && !job.plans && job.tier < 2
            ? job.expectedCost : nil
    }

    /// The jobs that a job is like.
    private static func kind(of job: PlannedJob) -> String {
        switch job.work {
        case .trial: return "trial"
        case .probe: return "probes of \(job.name.split(separator: "/").first ?? "")"
        case .judge: return "judge"
        case .repeats: return "repeats"
        case .checks: return job.tier < 2 && !job.plans ? "tier \(job.tier)" : "only \(job.name)"
        }
    }

    /// When the last job ends where the longest start first, each on the slot that is free first.
    private static func makespan(_ lengths: [Double], _ slots: Int) -> Double {
        let bound = max(lengths.reduce(0, +) / Double(slots), lengths.max() ?? 0)
        guard lengths.count > slots, lengths.count <= scheduledSize / slots else { return bound }
        var ends = Array(repeating: 0.0, count: slots)
        for length in lengths.sorted(by: >) {
            guard let first = ends.indices.min(by: { ends[$0] < ends[$1] }) else { return bound }
            ends[first] += length
        }
        return ends.max() ?? bound
    }
}
