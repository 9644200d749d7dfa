public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// B04: a training on the inputs beats one on zeros in their place, over three seeds.
///
/// Trained and judged on zeros, a network can only find the best constant. It fails where no
/// output depends on any input, passes where the real runs' training loss lies below that of zeros
/// in all seeds and surely on average, and warns elsewhere if ridge regression or five nearest
/// neighbours find a signal; without one, or cut short, it is skipped.
public struct InputMatters: PlanningCheck {
    public static let name = "input-matters"
    public static let verifies = "a training on the inputs beats one on zeros"
    public var expected: String { "a lower loss than on zeros, over \(Self.seeds) seeds" }
    public static let tier = 3

    @Threshold(.positive, "a real loss above this share of that on zeros has learned nothing")
    public var warnAbove = 0.98

    public init() {}

    private static let seeds = 3
    private static let steps = 300
    /// Zeros stand in the place of so many rows at most.
    private static let rows = 20_000

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        guard ShortRun.steps(recipe, most: Self.steps) >= 20 else {
            return .finding(
                finding(.skipped, "too few steps are planned, or may be asked for, to tell"))
        }
        return .probes(
            (0..<Self.seeds).flatMap { seed in
                ["real", "zeros"].map { Probe("\($0)-\(seed)", expectedCost: 0.5) }
            })
    }

    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        let parts = name.split(separator: "-")
        guard parts.count == 2, let seed = Int(parts[1]) else {
            throw CheckError("input-matters has no run \"\(name)\"")
        }
        var recipe = recipe
        var judged = recipe.sample(512)
        if parts[0] == "zeros" {
            recipe.training = recipe.sample(Self.rows).withoutInputs
            judged = judged.withoutInputs
        }
        let run = ShortRun(recipe, number: seed, most: Self.steps)
        let outputs = run.outputs(judged)
        let first = outputs.gatheringRows([Int](repeating: 0, count: judged.count))
        let loss = run.isFinite ? recipe.loss(outputs, judged.targets).item() : .nan
        let varies = zip(outputs.scalars, first.scalars).contains { $0 != $1 }
        return ProbeResult(values: [
            "loss": [loss], "varies": [varies ? 1 : 0], "whole": [run.isWhole ? 1 : 0],
        ])
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let real = try (0..<Self.seeds).map { try result("real-\($0)", in: results) }
        let zeros = try (0..<Self.seeds).map { try result("zeros-\($0)", in: results) }
        let (own, other) = (real.map { $0["loss"] }, zeros.map { $0["loss"] })
        guard own.allSatisfy(\.isFinite), other.allSatisfy(\.isFinite) else {
            return finding(.skipped, "a training became NaN or infinite: see stability")
        }
        let (mean, blind) = (Statistics.mean(own), Statistics.mean(other))
        let words =
            "\(Self.seeds) trainings come to a loss of \(Figure.text(mean)), on zeros to "
            + Figure.text(blind)
        let measurements = [
            Measurement(name: "training loss", value: mean),
            Measurement(name: "training loss on zeros", value: blind, expected: "higher"),
        ]
        if real.allSatisfy({ $0["varies"] == 0 }) {
            return finding(
                .failed, words + ": after training no output depends on its input",
                advice: "Look at the inputs (all equal?), at dead units, and at what the last "
                    + "layer lets through.", measurements: measurements)
        }
        if zip(own, other).allSatisfy({ $0 < $1 }), mean < warnAbove * blind {
            return finding(.passed, words, measurements: measurements)
        }
        let judged = ShortRun.judgedRows(recipe)
        guard let probe = PlainProbe(recipe, on: recipe.training, judged: judged) else {
            return finding(.skipped, words + ", and no plain probe can tell of a signal")
        }
        let chance = ConstantGuess(recipe.loss, judged, headShape: recipe.headShape).score
        let constant = [Double](repeating: chance, count: probe.scores[0].values.count)
        let gain = PairedGain(probe.scores[0].values, over: constant)
        guard gain.low > 0, gain.mean > 0.1 else {
            return finding(.skipped, words + ": nor do plain probes find a signal")
        }
        guard recipe.specification.training.epochs >= 5 else {
            return finding(.skipped, words + ": too short a training to tell")
        }
        return finding(
            .warned, words + "; \(probe.name) scores \(Figure.text(probe.scores[0].mean))",
            advice: "The network learns nothing from inputs that tell something: look at their "
                + "scale, dead units and the learning rate.", measurements: measurements)
    }
}

extension Examples {
    /// The same rows with zeros for inputs.
    fileprivate var withoutInputs: Examples {
        Examples(inputs: .zeros([count] + inputShape), targets: targets)
    }
}
