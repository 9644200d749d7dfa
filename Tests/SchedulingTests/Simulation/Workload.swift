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
    }

    struct Run {
        let id: RunID
        let plan: RunPlan
        let submitted: Duration
    }

    let runs: [Run]
    private(set) var fates: [JobID: Fate] = [:]
    private(set) var durations: [JobID: Duration] = [:]

    init(seed: UInt64) {
        var random = RandomStream(RandomKey(key: seed, stream: 1))
        let program = Stage.program
        let trials = (0..<Int(4 + random.integer(below: 9))).map {
            PlannedJob(name: "trial/\($0)")
        }
        let names = ["data", "loss", "gradients", "overfit", "curve", "training"]
        let checks = names.enumerated().map { index, name in
            PlannedJob(
                name: name, checks: [name], tier: index / 2, expectedCost: Double(index % 3),
                heldBackBy: names[..<index].filter { _ in random.integer(below: 4) == 0 })
        }
        let kernelKind = random.integer(below: 2) == 0 ? nil : "K"
        runs = [("search", RunSubmission.Kind.search, trials), ("check", .check, checks)].map {
            name, kind, jobs in
            let plan = RunPlan(
                program: program, file: ContentHash(of: Data()), data: [], seed: seed,
                kernelKind: kernelKind, jobs: jobs, kind: kind)
            let submitted = Duration.milliseconds(Int64(random.integer(below: 3000)))
            return Run(id: RunID(name), plan: plan, submitted: submitted)
        }
        for run in runs {
            for job in run.plan.jobs {
                let id = JobID(run: run.id, name: job.name)
                durations[id] = .milliseconds(200 + Int64(random.integer(below: 5000)))
                fates[id] = Self.fate(of: job, &random)
            }
        }
    }

    /// How many attempts it takes until the job has its outcome.
    func attempts(at job: JobID) -> Int {
        switch fates[job]! {
        case .failure(.crashed), .failure(.outOfMemory): 3
        case .stands: 2
        case .result, .failure: 1
        }
    }

    private static func fate(of job: PlannedJob, _ random: inout RandomStream) -> Fate {
        switch random.integer(below: 24) {
        case 0: return .failure(.crashed)
        case 1: return .failure(.outOfMemory)
        case 2: return .failure(.refused)
        case 3: return .stands
        case 4 where job.checks.isEmpty:
            let metrics = ["loss": Double.nan]
            return .result(
                .trial(TrialResult(state: .infeasible, metrics: metrics, history: [])))
        case let draw:
            if job.checks.isEmpty { return .result(Stage.trial(random.uniform())) }
            return .result(Stage.finding(job.name, draw < 9 ? .failed : .passed))
        }
    }
}
