import Checks
import Datasets
import Experiments
import Foundation
import Jobs
import Networks
import Tensors
import Testing
import Training

/// One threshold at another value, and the verdict that it changes.
struct Changed: Sendable, CustomTestStringConvertible {
    let check: String
    let key: String
    let value: Double
    let file: String
    /// With the threshold at this value; at its default it is another.
    let verdict: Finding.Verdict
    /// What else the file or the recipe is like, both times.
    private let apply: @Sendable (inout Recipe) -> Void
    private let made: MadeTraining?

    var threshold: String { "\(check).\(key)" }
    var testDescription: String { "\(threshold) = \(value)" }

    init(
        _ check: String, _ key: String, _ value: Double, of file: String = "ok-01",
        _ verdict: Finding.Verdict, made: MadeTraining? = nil,
        _ apply: @escaping @Sendable (inout Recipe) -> Void = { _ in }
    ) {
        self.check = check
        self.key = key
        self.value = value
        self.file = file
        self.verdict = verdict
        self.made = made
        self.apply = apply
    }

    /// What the check finds where the experiment file sets the threshold, or where it does not.
    func finding(setting isSet: Bool) throws -> Finding {
        let location = Recipe.location(of: file)
        var text = try String(contentsOf: location, encoding: .utf8)
        if isSet { text += "\nchecks: {\(check): {\(key): \(value)}}\n" }
        let read = try ExperimentFile(
            text: text, path: file, checks: CheckRegistry.stock.descriptions)
        let files = try ExperimentFiles(of: read, in: location.deletingLastPathComponent())
        let data = try ExperimentData(read.defaults.data, seed: 1, files: files)
        var recipe = Recipe(read.defaults, data: data, seed: 1, job: check)
        apply(&recipe)
        guard let made else { return try recipe.finding(of: check) }
        let checks = try CheckRegistry.stock.with(read.defaults.checks)
        return made.finding(of: try #require(checks.monitors.first { $0.name == check }))
    }

    static let all = data + signals + steps + rounded + rates + monitored + seen

    private static let data: [Changed] = [
        Changed("schema", "warn-above", 0.4, of: "edit-30", .passed) { $0.mark(rows: 5) },
        Changed("schema", "least-rows", 6, of: "edit-30", .passed) { $0.mark(rows: 5) },
        Changed("feature-scale", "warn-below", 1.5, of: "ok-17", .warned),
        Changed("feature-scale", "warn-above", 0.5, of: "ok-17", .warned),
        Changed("feature-scale", "warn-mean", 0.01, .warned) {
            for index in $0.trainingData.inputs.indices { $0.trainingData.inputs[index] += 0.5 }
        },
        Changed("feature-scale", "fail-ratio", 1e6, .passed) {
            for index in $0.validationData.inputs.indices {
                $0.validationData.inputs[index] /= 255
            }
        },
        Changed("constants", "warn-above", 0, of: "examples/digits/cnn", .warned),
        Changed("target-scale", "warn-below", 9, of: "ok-21", .warned),
        Changed("target-scale", "warn-above", 1, of: "ok-21", .warned),
        Changed("target-scale", "warn-mean", 0.01, of: "ok-21", .warned),
        Changed("class-balance", "least-rows", 1, .passed) { $0.thinOut() },
        Changed("class-balance", "warn-below", 0, .passed) { $0.thinOut() },
        Changed("duplicates", "warn-above", 1, of: "ok-17", .passed) { $0.trainOnValidation(50) },
        Changed("duplicates", "fail-from", 0.1, of: "ok-17", .failed) { $0.trainOnValidation(50) },
        Changed("split-parity", "warn-above", 100, of: "ok-17", .passed) {
            $0.shiftValidation()
            $0.specification.checks["split-parity", default: CheckSpecification()]
                .thresholds["warn-area"] = .real(1)
        },
        Changed("split-parity", "least-rows", 5000, of: "ok-17", .skipped),
        Changed("target-leakage", "warn-above", 1, of: "ok-17", .passed) { $0.leak(noise: 0.01) },
        Changed("target-leakage", "unless-above", 0.5, of: "ok-17", .passed) {
            $0.leak(noise: 0.01)
        },
        Changed("row-index", "least-rows", 1000, of: "edit-30", .skipped),
        Changed("near-duplicates", "warn-above", 0.9, of: "ok-17", .passed) {
            $0.copyNoisily(every: 3)
        },
        Changed("overlapping-windows", "warn-above", 1, of: "ok-17", .passed) {
            $0.cutWindows(step: 3)
        },
        Changed("split-parity", "warn-area", 0.999, of: "ok-17", .passed) {
            $0.narrowValidation()
        },
        Changed("row-drift", "fail-above", 10, .passed) { $0.doublePerEpoch() },
        Changed("row-drift", "warn-above", 10, of: "ok-17", .passed) { $0.sortByColumn() },
        Changed("batch-order", "warn-above", 100, .passed) { $0.sortByLabel() },
        Changed("pairing", "least-rows", 5000, .skipped),
        Changed("label-noise", "warn-above", 0.9, .passed) { $0.addLabelNoise() },
        Changed("missing-or-clipped", "warn-above", 0.5, of: "edit-30", .passed) {
            $0.changeColumn(0) { min($0, 20) }
        },
        Changed("missing-or-clipped", "least-rows", 400, of: "edit-30", .passed) {
            $0.changeColumn(0) { min($0, 20) }
        },
        Changed("sequence-targets", "warn-below", 0, of: "examples/sums/transformer", .passed) {
            $0.changeTokens()
        },
        Changed("sequence-targets", "warn-padding", 1, of: "examples/sums/transformer", .passed) {
            $0.padTokens()
        },
        Changed("augmentation-agreement", "warn-below", 1, .warned) {
            $0.transform = { batch, _, _ in
                var values = batch.inputs.scalars
                for index in values.indices where index % 7 != 0 { values[index] = 0 }
                return Examples(
                    inputs: Tensor(values, shape: batch.inputs.shape), targets: batch.targets)
            }
        },
        Changed("teacher", "warn-below", 1, .warned) { $0.addTeacher() },
        Changed("teacher", "fail-below", 1, .failed) { $0.addTeacher() },
    ]

    private static let signals: [Changed] = [
        Changed("causality", "tolerance", 1e6, of: "examples/sums/transformer", .passed) {
            $0.rebuild { $0 + [LookingAhead()] }
        },
        Changed("dropout-placement", "warn-above", 0.4, of: "ok-06", .warned),
        Changed("initial-loss", "warn-above", -1, .warned) { $0.learningRate = 1e-9 },
        Changed("initial-loss", "fail-above", 1e6, of: "edit-28", .warned),
        Changed("initial-loss", "warn-spread", 1e-6, .warned) {
            $0.makeNumbers()
            $0.learningRate = 1e-9
        },
        Changed("initial-loss", "fail-spread", 1e-6, .warned) { $0.makeNumbers() },
        Changed("initial-loss", "tolerance", 10, .passed) {
            $0.loss = HalvedLoss(whole: $0.loss)
        },
        Changed("symmetry", "cosine", 0.1, .warned),
        Changed("initial-predictions", "warn-above", 0.001, .warned),
        Changed("initial-predictions", "warn-sharp", 0.001, .warned),
        Changed("dead-units", "warn-above", 0.9, .passed) {
            $0.change("0.bias") { $0.indices.map { $0 < 50 ? -50 : 0 } }
        },
        Changed("initial-saturation", "flat", 0.9, of: "edit-14", .warned),
        Changed("initial-saturation", "warn-above", 0.999999, of: "edit-14", .passed) {
            $0.training = Examples(
                inputs: $0.training.inputs * 255, targets: $0.training.targets)
        },
        Changed("forward-signal", "warn-below", 2.5, .warned),
        Changed("forward-signal", "warn-above", 0.5, .warned),
        Changed("forward-signal", "fail-below", 100, .failed) { $0.learningRate = 1e-9 },
        Changed("forward-signal", "fail-above", 0.01, .failed) { $0.learningRate = 1e-9 },
        Changed("backward-signal", "ask-below", 100, of: "ok-06", .warned) {
            $0.learningRate = 1e-9
        },
        Changed("backward-signal", "ask-above", 0.01, of: "ok-06", .warned) {
            $0.learningRate = 1e-9
        },
        Changed("backward-signal", "fail-below", 1e-30, of: "edit-14", .warned),
    ]

    private static let steps: [Changed] = [
        Changed("gradients-exist", "steps", 0, .failed) {
            $0.specification.model[2].settings["initializer"] = .component(
                ComponentSpecification(kind: "zeros"))
        },
        Changed("parameters-move", "steps", 1, .failed) {
            $0.specification.model[2].settings["initializer"] = .component(
                ComponentSpecification(kind: "zeros"))
        },
        Changed("schedule", "fail-before", 0, .warned) { $0.decay(by: 1e-200) },
        Changed("schedule", "warn-before", 0, .passed) { $0.decay(by: 0.05) },
        Changed("schedule", "warn-below", 1e-30, .passed) { $0.decay(by: 0.05) },
        Changed("nonlinearity", "warn-below", 0, .passed) {
            $0.rebuild { [$0[0], $0[2]] }
        },
        Changed("nonlinearity", "sigmoids", 1, .warned) {
            $0.specification.model[1] = ComponentSpecification(kind: "sigmoid")
        },
        Changed("hyper-parameters", "decay-below", 1, of: "ok-02", .passed) {
            $0.specification.optimizer = ComponentSpecification(
                kind: "adamw",
                settings: [
                    "learning-rate": .scalar(.real(0.5)), "weight-decay": .scalar(.real(0.5)),
                ])
        },
        Changed("hyper-parameters", "penalty-below", 1, .passed) {
            $0.specification.optimizer.settings["weight-decay"] = .scalar(.real(0.5))
        },
        Changed("hyper-parameters", "least-epsilon", 1e-30, of: "ok-02", .passed) {
            $0.specification.optimizer.settings["epsilon"] = .scalar(.real(1e-20))
        },
        Changed("hyper-parameters", "most-epsilon", 10, of: "ok-02", .passed) {
            $0.specification.optimizer.settings["epsilon"] = .scalar(.real(1))
        },
        Changed("wasted-parts", "least-seen", 0.1, of: "examples/digits/cnn", .passed) {
            $0.seeSinglePixels()
        },
        Changed("schedule", "reaches", 1e-4, .passed) {
            $0.specification.schedule = ComponentSpecification(
                kind: "cyclic",
                settings: ["minimum": .scalar(.real(1e-4)), "up-steps": .scalar(.integer(2000))])
        },
        Changed("overfit-one-batch", "steps", 2, .failed),
        Changed("overfit-one-batch", "pass-below", 1e-9, .warned),
        Changed("regularisation", "warn-below", 0.999, of: "ok-06", .warned),
        Changed("label-permutation", "warn-above", 0.999, .passed) { $0.shuffleApart() },
        Changed("label-permutation", "fail-above", -1, .failed),
        Changed("beats-constant", "signal", 1, of: "edit-14", .skipped),
        Changed("beats-linear", "warn-above", 1, .passed) { $0.learningRate = 1e-5 },
        Changed("features-learned", "warn-above", 1, .passed) { $0.learningRate = 1e-5 },
        Changed("enough-data", "warn-above", 0.4, .passed) {
            $0.training = $0.training.rows(Array(0..<20))
        },
        Changed("enough-data", "ask-above", 0.9, .passed) {
            $0.training = $0.training.rows(Array(0..<20))
        },
        Changed("reference-result", "score", 0.97, .passed) {
            $0.specification.checks["reference-result", default: CheckSpecification()]
                .thresholds["within"] = .real(0.02)
        },
        Changed("reference-result", "within", 1, .passed),
        Changed("input-matters", "warn-above", 1e-9, .warned),
        Changed("capacity-by-width", "warn-above", 0.99, .passed) {
            $0.specification.model[0].settings["features"] = .scalar(.integer(2))
        },
    ]

    private static let monitored: [Changed] = [
        Changed(
            "loss-decreases", "least", 0.5, .warned, made: MadeTraining { 2 - 0.001 * $0 }),
        Changed("stability", "fail-above", 3, .warned, made: MadeTraining { $0 < 100 ? 2 : 4.2 }),
        Changed(
            "stability", "warn-above", 50, .passed,
            made: MadeTraining { $0 < 100 ? 2 - 0.019 * $0 : 1.5 }),
        Changed(
            "stability", "warn-windows", 20, .passed,
            made: MadeTraining { $0 < 100 ? 2 - 0.019 * $0 : 1.5 }),
        Changed(
            "loss-metric-agreement", "warn-below", -2, .passed,
            made: MadeTraining(40, score: { 0.9 - 0.02 * $0 }) { 2 - 0.04 * $0 }),
        Changed(
            "loss-metric-agreement", "least-movement", 1000, .skipped,
            made: MadeTraining(40, score: { 0.1 + 0.02 * $0 }) { 2 - 0.04 * $0 }),
        Changed("clipping", "warn-above", 1, of: "edit-37", .passed),
        Changed("clipping", "leaves", 1e-9, .passed) {
            $0.specification.training.clipValue = 1e-6
        },
    ]
}
