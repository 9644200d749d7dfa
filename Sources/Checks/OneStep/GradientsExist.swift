public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U01: every trainable tensor receives a finite gradient that is not all 0, from the loss and from
/// a random cotangent on the outputs.
///
/// A head that starts at 0 rightly lets nothing through at first, so tensors without a gradient are
/// looked at again after a few steps of the experiment's own recipe.
public struct GradientsExist: Examination {
    public static let name = "gradients-exist"
    public static let verifies = "every trainable tensor receives a gradient"
    public static let explains = Symptoms.ofTraining
    public var expected: String {
        "finite and not all 0, at once or after \(Figure.words(steps)) steps"
    }
    public static let tier = 1

    @Threshold(0...1000, "how many steps a tensor has to receive a gradient")
    public var steps = 3

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let network = recipe.network()
        var loop = recipe.loop(network)
        let batch = try recipe.sample(
            recipe.batchSize, passes: 9 * steps + 6, least: 2, of: self)
        var sizes: [String: Double] = [:]
        for step in 0...steps {
            for fromLoss in [true, false] {
                for (name, size) in gradientSizes(network, batch, recipe, fromLoss: fromLoss) {
                    if !size.isFinite {
                        sizes[name] = size
                    } else {
                        sizes[name, default: 0] += size
                    }
                }
            }
            let missing = network.learned.filter { !(sizes[$0.name] ?? 0 > 0) }
            if missing.isEmpty || step == steps { break }
            if sizes.values.contains(where: { !$0.isFinite }) { break }
            loop.step(on: batch)
        }
        return report(network.learned.map { ($0.name, sizes[$0.name] ?? 0) })
    }

    private func report(_ sizes: [(name: String, size: Double)]) -> Finding {
        let broken = sizes.filter { !$0.size.isFinite }
        let missing = sizes.filter { $0.size == 0 }
        let measurements = [
            Measurement(name: "trainable tensors", value: Double(sizes.count)),
            Measurement(name: "without a gradient", value: Double(missing.count), expected: "0"),
            Measurement(name: "not finite", value: Double(broken.count), expected: "0"),
        ]
        let series = Series(
            name: "gradient by tensor", kind: .bar, xLabel: "tensor", yLabel: "root mean square",
            x: sizes.indices.map(Double.init), y: sizes.map(\.size), ticks: sizes.map(\.name))
        if sizes.isEmpty {
            return finding(
                .failed, "no parameter is trainable",
                advice: "Unfreeze at least one layer.", measurements: measurements)
        }
        if let first = broken.first ?? missing.first {
            let count = broken.isEmpty ? missing.count : broken.count
            return finding(
                .failed,
                "\(count) of \(sizes.count) trainable tensors have a gradient that is "
                    + (broken.isEmpty ? "exactly 0" : "NaN or infinite") + ", first \(first.name)",
                advice: broken.isEmpty
                    ? "Nothing flows back to them: look for weights that are all 0, dead units, "
                        + "an output activation that is constant, or a detached tensor."
                    : "Look at the inputs' scale and at forward-signal.",
                measurements: measurements, series: [series])
        }
        return finding(
            .passed, "all \(sizes.count) trainable tensors receive a gradient",
            measurements: measurements, series: [series])
    }

    /// The root mean square of each learned tensor's gradient.
    private func gradientSizes(
        _ network: Network, _ batch: Examples, _ recipe: Recipe, fromLoss: Bool
    ) -> [(String, Double)] {
        withTape {
            let outputs = network(batch.inputs, mode: recipe.trainingMode())
            guard outputs.isTracked else { return [] }
            let gradients =
                fromLoss
                ? recipe.loss(outputs, batch.targets).gradients()
                : outputs.gradients(seed: .normal(outputs.shape, key: recipe.key("cotangent")))
            return network.learned.map { named in
                (
                    named.name,
                    gradients[named.parameter].map { Statistics.rootMeanSquare($0.scalars) } ?? 0
                )
            }
        }
    }
}
