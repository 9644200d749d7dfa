import Foundation
import Jobs

/// A check run as a user might see it: every verdict, series, pictures, tables, and jobs that
/// failed.
enum SampleCheck {
    static let submission = RunSubmission(
        kind: .check, program: Program(name: "preflight", build: "0f1e2d3c4b5a6978"),
        experiment: "digits-cnn", file: ContentHash(of: Data("experiment".utf8)),
        data: [
            BlobReference(
                path: "data/digits.npz", hash: ContentHash(of: Data("digits".utf8)), size: 493_721)
        ],
        seed: 42, jobs: jobs)

    static let jobs = [
        PlannedJob(name: "data-schema", checks: ["data-schema"]),
        PlannedJob(name: "input-view", checks: ["input-view"]),
        PlannedJob(name: "model-summary", checks: ["model-summary"]),
        PlannedJob(name: "initial-loss", checks: ["initial-loss"], tier: 1),
        PlannedJob(name: "forward-signal", checks: ["forward-signal"], tier: 1),
        PlannedJob(name: "batch-independence", checks: ["batch-independence"], tier: 1),
        PlannedJob(name: "learning-rate-range", checks: ["learning-rate-range"], tier: 2),
        PlannedJob(name: "gradient-check", checks: ["gradient-check"], tier: 1),
        PlannedJob(name: "data-parallel", checks: ["data-parallel"], tier: 1),
        PlannedJob(
            name: "overfit-one-batch", checks: ["overfit-one-batch"], tier: 2,
            heldBackBy: ["batch-independence"]),
        PlannedJob(
            name: "training", checks: ["loss-falls", "dead-units", "gradient-depth"], tier: 3),
    ]

    static let records: [JobRecord] = jobs.enumerated().map { index, job in
        let path = TreePath(index)
        let execution = JobResult.Execution(
            host: "node-a", worker: "worker-1", slot: 0, seconds: 0.25, peakMemory: 80_000_000,
            openblasKernel: "Zen", vectorLevel: "x86-64-v3")
        if let failure = failures[job.name] {
            return JobRecord(job: job, path: path, outcome: .failure(failure))
        }
        let own = findings.filter { job.checks.contains($0.check) }
        return JobRecord(
            job: job, path: path, outcome: .findings(own), attempt: 1, execution: execution)
    }

    private static let failures: [String: Failure] = [
        "gradient-check": Failure(
            .crashed, "quarantined after 3 attempts: its compute process died"),
        "overfit-one-batch": Failure(.heldBack, "batch-independence failed"),
    ]

    static let findings: [Finding] = plain + SampleTraining.findings

    private static let plain: [Finding] =
        [
            Finding(
                check: "data-schema", verdict: .passed,
                verifies: "Every value is finite and of the declared shape.",
                expected: "1,797 rows of 8 × 8 × 1, all finite",
                measurements: [
                    Measurement(name: "rows", value: 1797),
                    Measurement(name: "values not finite", value: 0, expected: "0"),
                ],
                evidence: "1,797 rows of 8 × 8 × 1 values, all finite, in 0 to 16."),
            inputView, modelSummary,
            Finding(
                check: "initial-loss", verdict: .passed,
                verifies: "Before training the loss is that of a guess.",
                expected: "ln 10 = 2.303 within 4 standard errors",
                measurements: [
                    Measurement(
                        name: "initial loss", value: 2.3461, expected: "2.25 to 2.36", unit: "nats")
                ],
                evidence: "The initial loss is 2.346 nats, where a guess costs 2.303."),
            forwardSignal,
            Finding(
                check: "batch-independence", verdict: .failed,
                verifies: "A row's output depends on no other row of the batch.",
                expected: "∂out(i)/∂x(j) at most 1e-6 of ∂out(i)/∂x(i)",
                measurements: [
                    Measurement(
                        name: "cross-row share", value: 0.3127, expected: "at most 1e-6"),
                    Measurement(name: "rows tried", value: 16),
                ],
                evidence:
                    "Row 0's output changes when only row 3 does: the cross-row share is 0.3127.",
                advice:
                    "A reshape or a reduction probably runs over the batch axis. Look at `reshape` "
                    + "and `mean` calls between the first convolution and the head; keep the first "
                    + "axis as it is."),
            learningRateRange,
            Finding(
                check: "data-parallel", verdict: .skipped,
                verifies: "Shards' gradients add up to that of their union.",
                expected: "relative difference at most 1e-5",
                evidence: "The experiment trains in one process."),
        ]

    private static let inputView = Finding(
        check: "input-view", verdict: .passed,
        verifies: "The network sees what was meant.", expected: "pictures that a person can read",
        evidence: "8 inputs as they enter the network, with their labels.",
        pictures: (0..<8).map(picture))

    private static func picture(_ number: Int) -> Picture {
        let pixels = (0..<64).map { index -> UInt8 in
            let (row, column) = (Double(index / 8) - 3.5, Double(index % 8) - 3.5)
            let radius = (row * row + column * column).squareRoot()
            return UInt8(max(0, 255 - abs(radius - 1 - Double(number) / 4) * 140))
        }
        return Picture(
            caption: "label \(number)", width: 8, height: 8, channels: 1, pixels: Data(pixels))
    }

    private static let modelSummary = Finding(
        check: "model-summary", verdict: .passed, verifies: "What the experiment file builds.",
        expected: "", measurements: [Measurement(name: "parameters", value: 10_282)],
        evidence: "4 layers with 10,282 parameters.",
        tables: [
            Table(
                name: "Layers", columns: ["layer", "kind", "output", "parameters"],
                rows: [
                    ["0", "conv2d 3×3, 16 filters", "8 × 8 × 16", "160"],
                    ["1", "relu", "8 × 8 × 16", "0"],
                    ["2", "flatten", "1024", "0"],
                    ["3", "linear", "10", "10122"],
                ])
        ])

    private static let forwardSignal = Finding(
        check: "forward-signal", verdict: .warned,
        verifies: "The signal neither dies out nor blows up on its way forward.",
        expected: "each layer's RMS is 0.3 to 3 times that of the one before",
        measurements: [
            Measurement(name: "smallest ratio", value: 0.213, expected: "0.3 to 3"),
            Measurement(name: "end to end", value: 0.031, expected: "0.005 to 200"),
        ],
        evidence: "From hidden.1 to hidden.2 the RMS falls to 0.213 of what it was.",
        advice: "The initializer's scale is probably too small for these activations. Try "
            + "kaiming-normal for layers before relu.",
        explains: ["initial-loss", "gradient-depth", "dead-units"],
        series: [
            Series(
                name: "RMS", kind: .bar, xLabel: "layer", yLabel: "RMS of the output",
                x: [0, 1, 2, 3, 4], y: [0.98, 0.71, 0.15, 0.07, 0.031],
                ticks: ["input", "hidden.0", "hidden.1", "hidden.2", "head"])
        ])

    private static let learningRateRange = Finding(
        check: "learning-rate-range", verdict: .warned,
        verifies: "The learning rate lies where the loss falls.",
        expected: "above a hundredth of the steepest rate, below half the diverging one",
        measurements: [
            Measurement(name: "learning rate", value: 0.3, expected: "0.0004 to 0.21"),
            Measurement(name: "diverging", value: 0.42),
        ],
        evidence: "The learning rate 0.3 is above half of 0.42, where the loss diverges.",
        advice: "Training will probably be unstable. Try 0.03.",
        series: (0..<3).map { order in
            let rates = (0..<60).map { pow(10, -5 + Double($0) / 12) }
            return Series(
                name: "data order \(order + 1)", kind: .line, xLabel: "learning rate",
                yLabel: "loss", x: rates,
                y: rates.enumerated().map { index, rate in
                    let noise = 0.02 * sin(Double(index * (order + 2)))
                    if rate > 0.42 { return index == 59 ? .nan : 2 + pow(rate / 0.42, 2.5) }
                    return 2.3 - 1.7 * min(1, max(0, (log10(rate) + 4) / 3)) + noise
                })
        })
}
