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

        /// How many attempts it takes until the job has its outcome.
        var attempts: Int {
            switch self {
            case .failure(.crashed), .failure(.outOfMemory): 3
            case .stands: 2
            case .result, .failure: 1
            }
        }
    }

    struct Run {
        let id: RunID
        let plan: RunPlan
        let submitted: Duration
    }

    let seed: UInt64
    let runs: [Run]
    private let isSound: Bool

    init(seed: UInt64) {
        self.seed = seed
        isSound = false
        var random = RandomStream(RandomKey(key: seed, stream: 1))
        let numerics = random.integer(below: 2) == 0 ? nil : "K"
        let jobs = [Self.search(&random), Self.checks(&random)]
        runs = zip([RunSubmission.Kind.search, .check], jobs).map { kind, jobs in
            let plan = RunPlan(
                program: Stage.program, file: ContentHash(of: Data()), data: [], seed: seed,
                numerics: numerics, jobs: jobs, kind: kind)
            let submitted = Duration.milliseconds(Int64(random.integer(below: 3000)))
            return Run(id: RunID(kind.rawValue), plan: plan, submitted: submitted)
        }
    }

    /// One search of so many trials that all end well.
    init(sound count: Int, seed: UInt64) {
        self.seed = seed
        isSound = true
        let plan = RunPlan(
            program: Stage.program, file: ContentHash(of: Data()), data: [], seed: seed,
            numerics: "K", workerTimeout: .seconds(60), jobs: Stage.trials(count), kind: .search)
        runs = [Run(id: RunID("search"), plan: plan, submitted: .zero)]
    }

    /// Trials, and now and then a job that reads them all and plans more.
    private static func search(_ random: inout RandomStream) -> [PlannedJob] {
        let trials = (0..<Int(4 + random.integer(below: 9))).map {
            PlannedJob(name: "trial/\($0)")
        }
        guard random.integer(below: 3) > 0 else { return trials }
        let source = JobRead.Source.range(prefix: "trial/", first: 0, end: trials.count)
        return trials + [
            PlannedJob(
                name: "repeat", work: .repeats,
                reads: [JobRead(source, part: .metric("accuracy"))], plans: true)
        ]
    }

    /// Checks that hold each other back, some of which plan.
    private static func checks(_ random: inout RandomStream) -> [PlannedJob] {
        let names = ["data", "loss", "gradients", "overfit", "curve", "training"]
        return names.enumerated().map { index, name in
            PlannedJob(
                name: name, checks: [name], tier: index / 2, expectedCost: Double(index % 3),
                heldBackBy: names[..<index].filter { _ in random.integer(below: 4) == 0 },
                plans: random.integer(below: 3) == 0)
        }
    }

    /// What becomes of a job: of its name and what it was given, as of every job.
    func fate(of job: PlannedJob, given outcomes: [ReadOutcome]) -> Fate {
        let bytes = (try? CanonicalJSON.encode(outcomes)) ?? Data()
        if isSound { return .result(Stage.trial(0.5)) }
        let purpose = "fate/\(ContentHash(of: bytes))"
        var random = RandomStream(RandomKey(seed: seed, job: job.name, purpose: purpose))
        let draw = random.integer(below: 24)
        switch draw {
        case 0: return .failure(.crashed)
        case 1: return .failure(.outOfMemory)
        case 2: return .failure(.refused)
        case 3: return .stands
        case 4 where job.work == .trial:
            let metrics = ["loss": Double.nan]
            return .result(
                .trial(TrialResult(state: .infeasible, metrics: metrics, history: [])))
        case 5..<20 where job.plans:
            return .result(.plan(PlanDraw(seed: seed, planner: job).jobs(&random)))
        default:
            return .result(Self.outcome(of: job, verdict: draw < 9 ? .failed : .passed, &random))
        }
    }

    private static func outcome(
        of job: PlannedJob, verdict: Finding.Verdict, _ random: inout RandomStream
    ) -> Outcome {
        switch job.work {
        case .trial: Stage.trial(random.uniform())
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
        return .milliseconds(200 + Int64(random.integer(below: 5000)))
    }
}
