import Foundation
import Jobs
import Scheduling
import Testing

/// A scheduler with a hand-cranked clock, for tests that play one scene. It checks the invariants
/// after every event.
struct Stage {
    static let program = Program(name: "preflight", build: "1")

    var scheduler: Scheduler
    var now = Instant(nanoseconds: 0)
    /// All effects so far.
    var effects: [Effect] = []

    init(_ settings: SchedulerSettings = .init()) {
        var settings = settings
        settings.keepsStories = true
        scheduler = Scheduler(settings: settings)
    }

    @discardableResult
    mutating func on(_ event: Event) -> [Effect] {
        let new = scheduler.handle(event, at: now)
        #expect(scheduler.checkInvariants() == [], "after \(event)")
        effects += new
        return new
    }

    @discardableResult
    mutating func wait(_ duration: Duration) -> [Effect] {
        now = now + duration
        return on(.tick)
    }

    // Short words for what happens again and again.

    @discardableResult
    mutating func submit(
        _ jobs: [PlannedJob], run: String = "run", kind: RunSubmission.Kind = .search,
        numerics: String? = "K"
    ) -> [Effect] {
        on(.runSubmitted(RunID(run), Self.plan(jobs, kind: kind, numerics: numerics)))
    }

    @discardableResult
    mutating func join(
        _ name: String, host: String? = nil, slots: Int = 1, program: Program = Stage.program,
        kinds: [String] = ["K"], held: [AttemptID] = [], incarnation: String? = nil,
        greeting: Int = 1
    ) -> [Effect] {
        let offer = WorkerOffer(
            name: name, host: host ?? "host-\(name)", slots: slots,
            incarnation: incarnation ?? "process-\(name)", greeting: greeting,
            programs: [program], numerics: kinds, held: held)
        return on(.workerJoined(SessionID(name), offer))
    }

    @discardableResult
    mutating func finish(
        _ session: String, _ job: String, _ number: Int = 1, _ outcome: Outcome? = nil,
        kind: String = "K", seconds: Double = 1
    ) -> [Effect] {
        let execution = JobResult.Execution(
            host: "h", worker: session, slot: 0, seconds: seconds, peakMemory: 0)
        let result = JobResult(
            attempt: Self.attempt(job, number), outcome: outcome ?? Self.trial(0.5),
            numerics: kind, execution: execution)
        return on(.finished(SessionID(session), result, digest: result.outcome.digest))
    }

    @discardableResult
    mutating func stored(_ job: String) -> [Effect] {
        on(.recorded(Self.attempt(job, 1).job))
    }

    /// Beats every second for the given time, with these attempts and steps that grow if `grows`.
    mutating func beat(
        _ session: String, for seconds: Int, _ jobs: [String] = [], number: Int = 1,
        grows: Bool = true
    ) {
        for second in 0..<seconds {
            now = now + .seconds(1)
            on(.heard(SessionID(session)))
            for job in jobs {
                let steps = grows ? Int(now.nanoseconds / 1_000_000_000) : min(second, 0)
                on(
                    .progressed(
                        SessionID(session),
                        Progress(attempt: Self.attempt(job, number), steps: steps)))
            }
            on(.tick)
        }
    }

    static func attempt(_ job: String, _ number: Int = 1, run: String = "run") -> AttemptID {
        AttemptID(job: JobID(run: RunID(run), name: job), number: number)
    }

    static func plan(
        _ jobs: [PlannedJob], kind: RunSubmission.Kind = .search, numerics: String? = "K"
    ) -> RunPlan {
        RunPlan(
            program: program, file: ContentHash(of: .init()), data: [], seed: 1,
            numerics: numerics, jobs: jobs, kind: kind)
    }

    static func trials(_ count: Int) -> [PlannedJob] {
        (0..<count).map { PlannedJob(name: "trial/\($0)") }
    }

    static func check(
        _ name: String, tier: Int = 0, cost: Double = 1, heldBackBy: [String] = []
    ) -> PlannedJob {
        PlannedJob(
            name: name, checks: [name], tier: tier, expectedCost: cost, heldBackBy: heldBackBy)
    }

    static func trial(_ accuracy: Double) -> Outcome {
        .trial(TrialResult(state: .completed, metrics: ["accuracy": accuracy], history: []))
    }

    static func finding(_ check: String, _ verdict: Finding.Verdict) -> Outcome {
        .findings([
            Finding(check: check, verdict: verdict, verifies: "", expected: "", evidence: "")
        ])
    }

    static func failure(_ kind: Failure.Kind) -> Outcome {
        .failure(Failure(kind, "pid 4711 said so"))
    }
}

extension [Effect] {
    /// `trial/0#1 → w1` for each assignment, in order.
    var assignments: [String] {
        compactMap {
            guard case .assign(let session, let assignment, _) = $0 else { return nil }
            return "\(assignment.job.name)#\(assignment.attempt.number) → \(session)"
        }
    }

    var reads: [OutcomeToRead] {
        flatMap {
            guard case .assign(_, _, let reads) = $0 else { return [] as [OutcomeToRead] }
            return reads
        }
    }

    var cancels: [String] {
        compactMap {
            guard case .cancel(let session, let attempt) = $0 else { return nil }
            return "\(attempt.job.name)#\(attempt.number) → \(session)"
        }
    }

    var acknowledged: [String] {
        compactMap {
            guard case .acknowledge(let session, let attempt) = $0 else { return nil }
            return "\(attempt.job.name)#\(attempt.number) → \(session)"
        }
    }

    var records: [JobRecord] {
        compactMap {
            guard case .record(_, let record, _) = $0 else { return nil }
            return record
        }
    }

    var notices: [String] {
        compactMap {
            guard case .notify(_, _, let notice) = $0, !notice.isEmpty else { return nil }
            return notice
        }
    }

    var counts: [RunCounts] {
        compactMap {
            guard case .notify(_, let counts, _) = $0 else { return nil }
            return counts
        }
    }

    var ends: [RunState] {
        compactMap {
            guard case .end(_, let state, _) = $0 else { return nil }
            return state
        }
    }

    var dismissed: [String] {
        compactMap {
            guard case .dismiss(let session, _, true) = $0 else { return nil }
            return session.text
        }
    }
}

extension Outcome {
    /// The digest as the coordinator's shell computes it.
    var digest: ContentHash { ContentHash(of: Self.bytes(self)) }

    static func bytes(_ value: some Encodable) -> Data {
        guard let bytes = try? CanonicalJSON.encode(value) else { fatalError("no JSON: \(value)") }
        return bytes
    }
}

extension JobRecord {
    var failure: Failure? {
        guard case .failure(let failure) = outcome else { return nil }
        return failure
    }
}
