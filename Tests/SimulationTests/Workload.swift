import Foundation
import Jobs
import Randomness
import Scheduling

/// The runs of one simulation, and what becomes of each of their jobs when nothing disturbs it.
struct Workload {
    /// How an attempt at a job ends by itself.
    enum Fate: Hashable {
        case result(Outcome)
        case failure(Failure.Kind)
        /// It never ends, and its steps stop growing.
        case stands
        /// It takes its whole worker down.
        case killsWorker

        /// How many attempts it takes until the job has its outcome.
        var attempts: Int {
            switch self {
            case .failure(.crashed), .failure(.outOfMemory): 3
            case .stands: 2
            case .killsWorker: 9
            case .result, .failure: 1
            }
        }
    }

    struct Run {
        let submission: RunSubmission
        let blobs: [ContentHash: Data]
        let submitted: Duration
    }

    let seed: UInt64
    let runs: [Run]
    private let isSound: Bool
    /// A job that takes whole workers down.
    private let killer: String?

    init(seed: UInt64) {
        self.seed = seed
        isSound = false
        var random = RandomStream(RandomKey(key: seed, stream: 1))
        let numerics = random.integer(below: 2) == 0 ? nil : Samples.kind
        killer = random.integer(below: 10) == 0 ? "trial/\(random.integer(below: 4))" : nil
        let search = Self.search(&random)
        let checks = Self.checks(&random)
        runs = [search, checks].enumerated().map { index, asked in
            Self.run(
                index, asked, seed: seed, numerics,
                submitted: .milliseconds(Int64(random.integer(below: 3000))))
        }
    }

    /// One search of so many trials that all end well.
    init(sound count: Int, seed: UInt64) {
        self.seed = seed
        isSound = true
        killer = nil
        let asked = (Self.plan(trials: count), [PlannedJob]())
        runs = [
            Self.run(
                0, asked, seed: seed, Samples.kind, submitted: .zero, workerTimeout: 60)
        ]
    }

    private static func run(
        _ index: Int, _ asked: (search: SearchPlan?, jobs: [PlannedJob]), seed: UInt64,
        _ numerics: String?, submitted: Duration, workerTimeout: Double? = nil
    ) -> Run {
        let file = Data("experiment \(index) of \(seed)".utf8)
        let data = Data((0..<250).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ index) })
        let blobs = [ContentHash(of: file): file, ContentHash(of: data): data]
        let submission = RunSubmission(
            id: "submission \(index)", kind: asked.search == nil ? .check : .search,
            program: Samples.program, experiment: "simulated", file: ContentHash(of: file),
            data: [BlobReference(path: "data", hash: ContentHash(of: data), size: data.count)],
            seed: seed, numerics: numerics, workerTimeout: workerTimeout, jobs: asked.jobs,
            search: asked.search)
        return Run(submission: submission, blobs: blobs, submitted: submitted)
    }

    private static func plan(trials: Int) -> SearchPlan {
        SearchPlan(
            space: [.init(name: "width", distribution: .integer(low: 1, high: 1000))],
            trials: .random(trials), metric: "accuracy", goal: .maximize)
    }

    /// The key of a job of the run with this experiment file.
    func key(_ file: ContentHash, _ name: String) -> JobKey {
        guard let run = runs.firstIndex(where: { $0.submission.file == file }) else {
            fatalError("no run has the file \(file)")
        }
        return JobKey(run: run, name: name)
    }

    /// Trials, and now and then a job that reads them all and plans more.
    private static func search(
        _ random: inout RandomStream
    ) -> (SearchPlan?, [PlannedJob]) {
        let count = Int(4 + random.integer(below: 9))
        guard random.integer(below: 3) > 0 else { return (plan(trials: count), []) }
        let source = JobRead.Source.range(prefix: "trial/", first: 0, end: count)
        let repeats = PlannedJob(
            name: "repeat", work: .repeats,
            reads: [JobRead(source, part: .metric("accuracy"))], plans: true)
        return (plan(trials: count), [repeats])
    }

    /// Checks that hold each other back, some of which plan.
    private static func checks(
        _ random: inout RandomStream
    ) -> (SearchPlan?, [PlannedJob]) {
        let names = ["data", "loss", "gradients", "overfit", "curve", "training"]
        let jobs = names.enumerated().map { index, name in
            PlannedJob(
                name: name, checks: [name], tier: index / 2, expectedCost: Double(index % 3),
                heldBackBy: names[..<index].filter { _ in random.integer(below: 4) == 0 },
                plans: random.integer(below: 3) == 0)
        }
        return (nil, jobs)
    }

    /// What becomes of a job: of its name and what it was given, as of every job.
    func fate(of job: PlannedJob, given outcomes: [ReadOutcome]) -> Fate {
        if isSound { return .result(Samples.trial(0.5)) }
        if job.name == killer { return .killsWorker }
        let bytes = outcomes.isEmpty ? Data() : Samples.bytes(outcomes)
        let purpose = "fate/\(ContentHash(of: bytes))"
        var random = RandomStream(RandomKey(seed: seed, job: job.name, purpose: purpose))
        let draw = random.integer(below: 120)
        switch draw {
        case 0, 1: return .failure(.crashed)
        case 2, 3: return .failure(.outOfMemory)
        case 4, 5: return .failure(.refused)
        case 6, 7: return .stands
        case 8,
            9 where job.work == .trial:
            let metrics = ["loss": Double.nan]
            return .result(
                .trial(TrialResult(state: .infeasible, metrics: metrics, history: [])))
        case 10..<96 where job.plans:
            return .result(.plan(PlanDraw(seed: seed, planner: job).jobs(&random)))
        default:
            return .result(Self.outcome(of: job, verdict: draw < 36 ? .failed : .passed, &random))
        }
    }

    private static func outcome(
        of job: PlannedJob, verdict: Finding.Verdict, _ random: inout RandomStream
    ) -> Outcome {
        switch job.work {
        case .trial: Samples.trial(random.uniform())
        case .probe: .probe(ProbeResult(values: ["loss": [random.uniform()]]))
        case .repeats: .plan([])
        case .checks, .judge:
            .findings(
                job.checks.map {
                    Finding(
                        check: $0, verdict: verdict, verifies: "", expected: "",
                        evidence: "\(random.integer(below: 1000))")
                })
        }
    }

    func duration(of job: PlannedJob) -> Duration {
        var random = RandomStream(RandomKey(seed: seed, job: job.name, purpose: "duration"))
        return .milliseconds(100 + Int64(random.integer(below: 2500)))
    }
}
