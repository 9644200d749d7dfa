public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// O01: with its own optimizer and learning rate, regularisers off, the network memorises one
/// batch within 500 steps: the loss comes within 5 % of the way from its floor, L ≤ floor + 0.05
/// (L₀ − floor), the floor computed from the targets.
///
/// Where it does not, its optimizer at other learning rates and three reference optimizers try: if
/// one of them succeeds, the recipe is to blame and not the network, which warns; if none does, the
/// check fails, or warns where fewer numbers pass a layer than a row's targets have (autoencoders).
public struct OverfitOneBatch: Examination {
    public static let name = "overfit-one-batch"
    public static let verifies = "the network can memorise one batch with this recipe"
    public var expected: String {
        "loss within \(Figure.text(100 * passBelow)) % of its floor in \(steps) steps"
    }
    public static let tier = 2

    @Threshold(.unit, "the share of the way from the floor to the first loss that may be left")
    public var passBelow = 0.05
    @Threshold(1...100_000, "the steps to memorise the batch in")
    public var steps = 500

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let note = recipe.teacherNote
        let recipe = recipe.plain
        let batch = recipe.sample(max(recipe.batchSize, min(32, recipe.training.count)))
        let own = attempt(recipe, on: batch, steps: steps)
        let measurements = [
            Measurement(name: "initial loss", value: own.losses.first ?? .nan),
            Measurement(
                name: "final loss", value: own.losses.last ?? .nan,
                expected: "≤ \(Figure.text(own.goal))"),
            Measurement(
                name: "steps taken", value: Double(own.losses.count), expected: "≤ \(steps)"),
            Measurement(name: "score on the batch", value: own.score, expected: "1"),
        ]
        let shown = stride(from: 0, to: own.losses.count, by: max(1, own.losses.count / 100))
        let series = Series(
            name: "loss of one batch", kind: .line, xLabel: "step", yLabel: "loss",
            x: shown.map { Double($0 + 1) }, y: shown.map { own.losses[$0] })
        if own.succeeded {
            return finding(
                .passed,
                "\(batch.count) rows memorised in \(own.losses.count) steps, score "
                    + Figure.text(own.score) + note, measurements: measurements, series: [series])
        }
        let missed =
            "the loss of \(batch.count) rows stays at "
            + "\(Figure.text(own.losses.last ?? .nan)) after \(own.losses.count) steps" + note
        for candidate in OtherRecipe.all(for: recipe.specification) {
            let other = candidate.applied(to: recipe)
            if attempt(other, on: batch, steps: 300).succeeded {
                return finding(
                    .warned, missed + "; with \(candidate.words) it is memorised",
                    advice: candidate.advice, measurements: measurements, series: [series])
            }
        }
        let isNarrow = PreActivation.isNarrower(
            recipe.network().activations(batch.rows([0]).inputs), thanTargets: batch.targets)
        return finding(
            isNarrow ? .warned : .failed,
            missed + ", nor does any reference optimizer memorise them",
            advice: "It is not the learning rate: look at feature-scale, output-activation, "
                + "gradients-exist and initial-loss, whether equal inputs have unlike targets, "
                + "and whether "
                + PreActivation.bottleneck(recipe.network().activations(batch.rows([0]).inputs))
                + " is too narrow.",
            measurements: measurements, series: [series])
    }

    /// Judged as the loss was: after few steps running statistics lag behind the batch's own.
    private func score(
        _ network: Network, _ batch: Examples, _ recipe: Recipe
    ) -> Double {
        let mode = network.hasRunningStatistics ? recipe.trainingMode() : .evaluation
        var tally = ScoreTally(recipe.loss.score, ignoredClass: recipe.ignoredClass)
        tally.add(outputs: network(batch.inputs, mode: mode), targets: batch.targets)
        return tally.value
    }

    private struct Attempt {
        var losses: [Double]
        var goal: Double
        var score: Double

        var succeeded: Bool { (losses.last ?? .nan) <= goal }
    }

    private func attempt(
        _ recipe: Recipe, on batch: Examples, steps: Int
    ) -> Attempt {
        let network = recipe.network()
        var loop = recipe.loop(network)
        let outputs = network(batch.inputs)
        let floor = recipe.loss.minimum(
            outputShape: Array(outputs.shape.dropFirst()), targets: batch.targets)
        var losses: [Double] = []
        var goal = Double.nan
        for _ in 0..<steps {
            let record = loop.step(on: batch)
            losses.append(record.loss)
            if losses.count == 1 { goal = floor + passBelow * (record.loss - floor) }
            if !record.isFinite || record.loss <= goal { break }
        }
        return Attempt(losses: losses, goal: goal, score: score(network, batch, recipe))
    }
}
