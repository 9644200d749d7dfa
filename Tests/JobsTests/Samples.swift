import Foundation
import Jobs

/// One value of everything that travels or is stored, every field filled.
enum Sample {
    static let run = RunID("0a1b2c3d")
    static let hash = ContentHash(of: Data("experiment: digits".utf8))
    static let attempt = AttemptID(
        job: JobID(run: run, name: "trial/17"), number: 2,
        token: "8f14e45fceea167a5a36dedd4bea2543")
    static let proof = "c4ca4238a0b923820dcc509a6f75849b"
    static let program = Program(name: "preflight", build: "1.2.3")
    static let execution = JobResult.Execution(
        host: "node-1", worker: "alice", slot: 3, seconds: 1.25, peakMemory: 1 << 30,
        openblasKernel: "SkylakeX", vectorLevel: "x86-64-v4")
    static let failure = Failure(.outOfMemory, "the compute process was ended by signal 9")
    static let initializer = ComponentSpecification(kind: "kaiming-normal")
    static let layer = ComponentSpecification(
        kind: "conv2d",
        settings: [
            "filters": .scalar(.integer(16)), "bias": .scalar(.flag(true)),
            "initializer": .component(initializer), "scale": .scalar(.real(0.5)),
            "branches": .list([
                .list([.component(ComponentSpecification(kind: "relu"))]), .list([]),
            ]), "padding": .scalar(.text("same")),
        ])

    static let finding = Finding(
        check: "initial-loss", verdict: .failed, verifies: "the first loss",
        expected: "that of even odds", thresholds: ["fail-above": 2],
        measurements: [
            Measurement(name: "loss", value: 7.5, expected: "0.3 to 3", unit: "nats"),
            Measurement(name: "gradient", value: .nan),
            Measurement(name: "ratio", value: .infinity),
        ],
        evidence: "the first loss is 7.5", advice: "scale the last layer's weights down",
        series: [
            Series(
                name: "losses", kind: .bar, xLabel: "layer", yLabel: "loss", x: [0, 1],
                y: [-0.0, 1e-7], ticks: ["0", "1"])
        ],
        pictures: [
            Picture(caption: "a row", width: 2, height: 1, channels: 1, pixels: Data([0, 255]))
        ], tables: [Table(name: "layers", columns: ["layer", "shape"], rows: [["0", "8"]])])

    static let trial = TrialResult(
        state: .infeasible, metrics: ["training-loss": .infinity],
        history: [.init(epoch: 1, metrics: ["training-loss": 2.5])],
        reason: "the loss became infinite at step 12")

    static let job = PlannedJob(
        name: "overfit-one-batch/adam-1e-2", work: .probe, checks: ["overfit-one-batch"], tier: 2,
        expectedCost: 2.5, heldBackBy: ["initial-loss"],
        parameters: [
            "rate": .real(0.001), "width": .integer(32), "kind": .text("relu"),
            "bias": .flag(false),
        ], stream: "overfit-one-batch", edits: edits,
        reads: [
            JobRead(.job("overfit-one-batch")),
            JobRead(.range(prefix: "trial/", first: 0, end: 60), part: .metric("validation-loss")),
        ])

    static let edits: [Edit] = [
        .set(.optimizer, key: "weight-decay", value: .scalar(.real(0.5))),
        .set(.layer("0.branches.1"), key: "filters", value: .scalar(.integer(8))),
        .replace(.loss, with: ComponentSpecification(kind: "mse")),
        .replace(.schedule, with: ComponentSpecification(kind: "constant")),
        .insertLayer(at: "2", layer), .removeLayer(at: "0"), .initializeAll(initializer),
        .switchOff(.regularisers), .normalize(.given(mean: [0.5], deviation: [0.25])),
        .normalize(.standard), .batchSize(32), .epochs(3), .precision(.bf16),
        .clipNorm(0.5), .damage(DataFault(.noisyLabels, 0.25)), .initializationSeed(.max),
    ]

    static let search = SearchPlan(
        space: [
            .init(name: "a", distribution: .uniform(low: 0, high: 0.5)),
            .init(name: "b", distribution: .logUniform(low: 1e-5, high: 0.1)),
            .init(name: "c", distribution: .integer(low: 1, high: 9)),
            .init(name: "d", distribution: .logInteger(low: 1, high: 1024)),
            .init(name: "e", distribution: .choice([.integer(16), .text("wide"), .flag(true)])),
        ], trials: .random(60), defaults: ["a": .real(0.25)], metric: "validation-accuracy",
        goal: .maximize, repeats: RepeatCount(trials: 5, seeds: 3))

    static let submission = RunSubmission(
        id: "00112233445566778899aabbccddeeff", kind: .search, program: program,
        experiment: "digits-cnn", file: hash,
        data: [BlobReference(path: "digits.npz", hash: hash, size: 18)], seed: 42,
        numerics: "fused/1", jobs: [PlannedJob(name: "initial-loss", checks: ["initial-loss"])],
        search: search)

    static let record = JobRecord(
        job: job, path: TreePath(4).child(0).child(2), outcome: .findings([finding]), attempt: 2,
        execution: execution, failures: [failure])

    static let counts = RunCounts(total: 60, running: 4, done: 12, slots: 8)

    static let specification = ExperimentSpecification(
        name: "digits-cnn",
        data: DataSpecification(
            format: "npz", path: "digits.npz", inputs: ["images"], targets: ["labels"], classes: 10,
            shape: [8, 8, 1], validation: .files(inputs: "more.npz", targets: "labels"),
            normalization: .unit, augmentation: [ComponentSpecification(kind: "flip")],
            settings: ["rows": .scalar(.integer(100))]), model: [layer],
        loss: ComponentSpecification(kind: "cross-entropy"),
        distillation: DistillationSpecification(
            teacher: .init(model: [layer], weights: "teacher.safetensors"), temperature: 2,
            weight: 0.5), optimizer: ComponentSpecification(kind: "adamw"),
        schedule: ComponentSpecification(kind: "cosine"),
        training: TrainingSpecification(
            epochs: 10, batchSize: 32, clipNorm: 1, clipValue: 5, gradientAccumulation: 2,
            shuffle: false,
            earlyStopping: EarlyStoppingSpecification(metric: "validation-loss", patience: 3),
            averageDecay: 0.99, precision: .bf16, lossScale: .constant(1024),
            pruning: PruningSpecification(sparsity: 0.5, afterEpochs: 5)),
        parameters: ["width": .integer(16)], seed: 42)
}
