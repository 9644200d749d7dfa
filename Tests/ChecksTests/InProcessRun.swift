import Checks
import Experiments
import Jobs

/// A run in this process: one job after another, each followed by those that it plans.
struct InProcessRun {
    struct Ended {
        let job: PlannedJob
        let outcome: Outcome
    }

    let specification: ExperimentSpecification
    let data: ExperimentData
    let seed: UInt64
    /// Every job that ran with its outcome, in the order of the run's tree.
    private(set) var outcomes: [Ended] = []
    /// Stands for a process that died in the middle of a job.
    var crashing: Set<String> = []

    init(_ experiment: (ExperimentSpecification, ExperimentData), seed: UInt64) {
        specification = experiment.0
        data = experiment.1
        self.seed = seed
    }

    /// Returns the findings of a job, or of the judge that it planned.
    @discardableResult
    mutating func findings(of job: PlannedJob) -> [Finding] {
        let outcome = outcome(of: job)
        outcomes.append(Ended(job: job, outcome: outcome))
        switch outcome {
        case .findings(let findings): return findings
        case .plan(let jobs): return jobs.flatMap { findings(of: $0) }
        default: return []
        }
    }

    private func outcome(of job: PlannedJob) -> Outcome {
        if crashing.contains(job.name) { return .failure(Failure(.crashed, "signal 11")) }
        do {
            let edited = try specification.applying(job.edits)
            try edited.check(data, after: job.edits)
            return try ExperimentJob.outcome(
                job, edited, data: data, seed: seed, outcomes: try read(job), progress: {})
        } catch {
            return .failure(Failure(.refused, "\(error)"))
        }
    }

    private func read(_ job: PlannedJob) throws -> [ReadOutcome] {
        try job.reads.map { read in
            guard case .job(let name) = read.source,
                let found = outcomes.last(where: { $0.job.name == name })
            else { throw CheckError("\(job.name) reads \(read.source), which never ran") }
            return ReadOutcome(job: name, content: .outcome(found.outcome))
        }
    }
}
