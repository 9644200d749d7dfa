import Foundation
import Jobs

/// A search of 64 trials: most complete, some diverge, one has no number, one failed, one was
/// cancelled.
enum SampleSearch {
    static let plan = SearchPlan(
        space: [
            SearchPlan.Parameter(
                name: "learning-rate", distribution: .logUniform(low: 1e-5, high: 1)),
            SearchPlan.Parameter(name: "dropout", distribution: .uniform(low: 0, high: 0.5)),
            SearchPlan.Parameter(
                name: "width", distribution: .choice([.integer(16), .integer(32), .integer(64)])),
        ],
        trials: .random(64), defaults: parameters(0), metric: "validation-accuracy",
        goal: .maximize)

    static let submission = RunSubmission(
        kind: .search, program: Program(name: "preflight", build: "0f1e2d3c4b5a6978"),
        experiment: "digits-cnn", file: ContentHash(of: Data("experiment".utf8)),
        data: SampleCheck.submission.data, seed: 42, search: plan)

    static let records = (0..<64).map(record)

    private static func record(_ index: Int) -> JobRecord {
        let (rate, dropout, width) = values(index)
        let job = PlannedJob(name: "trial/\(index)", parameters: parameters(index))
        let path = TreePath(index)
        if index == 5 {
            return JobRecord(
                job: job, path: path, outcome: .failure(Failure(.crashed, "It died of signal 9.")))
        }
        if index == 63 {
            return JobRecord(
                job: job, path: path, outcome: .failure(Failure(.cancelled, "Cancelled.")))
        }
        return JobRecord(
            job: job, path: path, outcome: .trial(result(rate, dropout, width, index)), attempt: 1,
            execution: JobResult.Execution(
                host: index % 2 == 0 ? "node-a" : "node-b", worker: "worker-\(index % 2)",
                slot: index % 4, seconds: 2 + Double(index % 5), peakMemory: 90_000_000,
                openblasKernel: index % 2 == 0 ? "Zen" : "SkylakeX",
                vectorLevel: index % 2 == 0 ? "x86-64-v3" : "x86-64-v4"))
    }

    /// Halton points: spread evenly and the same everywhere.
    private static func values(_ index: Int) -> (rate: Double, dropout: Double, width: Int) {
        (
            pow(10, -5 + 5 * radicalInverse(index + 1, base: 2)),
            radicalInverse(index + 1, base: 3) / 2, [16, 32, 64][index * 7 % 3]
        )
    }

    private static func parameters(_ index: Int) -> [String: ParameterValue] {
        let (rate, dropout, width) = values(index)
        return [
            "learning-rate": .real(rate), "dropout": .real(dropout), "width": .integer(width),
        ]
    }

    private static func result(
        _ rate: Double, _ dropout: Double, _ width: Int, _ index: Int
    ) -> TrialResult {
        if rate > 0.4 {
            return TrialResult(
                state: .infeasible, metrics: [:],
                history: [TrialResult.Epoch(epoch: 1, metrics: ["training-loss": .infinity])],
                reason: "The training loss is not finite at step 12.")
        }
        let off = (log10(rate) + 2.2) / 2
        let quality = 0.985 * exp(-off * off) - 0.05 * dropout + Double(width) / 8000
        let history = (1...10).map { epoch -> TrialResult.Epoch in
            let accuracy = 0.1 + (quality - 0.1) * (1 - exp(-Double(epoch) / 2.5))
            return TrialResult.Epoch(
                epoch: epoch,
                metrics: [
                    "validation-accuracy": index == 17 ? .nan : accuracy,
                    "validation-loss": 2.4 * (1.03 - accuracy),
                    "training-loss": 2.4 * (1.01 - accuracy),
                ])
        }
        return TrialResult(
            state: .completed, metrics: history.last?.metrics ?? [:], history: history)
    }

    private static func radicalInverse(_ index: Int, base: Int) -> Double {
        var (rest, weight, value) = (index, 1.0, 0.0)
        while rest > 0 {
            weight /= Double(base)
            value += weight * Double(rest % base)
            rest /= base
        }
        return value
    }
}
