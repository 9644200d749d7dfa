public import Experiments
public import Jobs
internal import Networks
internal import Training

/// O01: with its own optimizer and learning rate, regularisers off, the network memorises one
/// batch within 500 steps: the loss comes within 5 % of the way from its floor, L ≤ floor + 0.05
/// (L₀ − floor), the floor computed from the targets.
///
/// Where it does not, its optimizer at other learning rates and three reference optimizers try as
/// probes: if one succeeds, the recipe is to blame and not the network, which warns; if none
/// does, the check fails, or warns where fewer numbers pass a layer than a row's targets have
/// (autoencoders).
public struct OverfitOneBatch: PlanningCheck {
    public static let name = "overfit-one-batch"
    public static let verifies = "the network can memorise one batch with this recipe"
    public var expected: String {
        "loss within \(Figure.text(100 * passBelow)) % of its floor in \(steps) steps"
    }
    public static let tier = 2
    /// All attempts together, on all slots.
    public static let budget = 4e13

    @Threshold(.unit, "the share of the way from the floor to the first loss that may be left")
    public var passBelow = 0.05
    @Threshold(1...100_000, "the steps to memorise the batch in")
    public var steps = 500

    public init() {}

    /// The probe that tries the experiment's own recipe once more, for the judge.
    private static let own = "own"
    /// Steps that other recipes get.
    private static let otherSteps = 300

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        let batch = try batch(of: recipe)
        let own = BatchAttempt(of: recipe, on: batch, passBelow: passBelow, steps: steps)
        if own.succeeded {
            return .finding(
                finding(
                    .passed,
                    "\(own.rows) rows memorised in \(own.steps) steps, score "
                        + Figure.text(own.score) + recipe.teacherNote,
                    measurements: measurements(own), series: [own.series]))
        }
        let others = OtherRecipe.all(for: recipe.specification)
        return .probes(
            [Probe(Self.own, expectedCost: 3)]
                + others.map { Probe($0.name, edits: $0.edits, expectedCost: 2) })
    }

    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        let limit = name == Self.own ? steps : Self.otherSteps
        let batch = try batch(of: recipe)
        return BatchAttempt(of: recipe, on: batch, passBelow: passBelow, steps: limit).result
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let own = BatchAttempt(try result(Self.own, in: results))
        let missed =
            "the loss of \(own.rows) rows stays at \(Figure.text(own.last)) after "
            + "\(own.steps) steps" + recipe.teacherNote
        for other in OtherRecipe.all(for: recipe.specification)
        where BatchAttempt(try result(other.name, in: results)).succeeded {
            return finding(
                .warned, missed + "; with \(other.words) it is memorised", advice: other.advice,
                measurements: measurements(own), series: [own.series])
        }
        let batch = try batch(of: recipe)
        let activations = recipe.plain.network().activations(batch.rows([0]).inputs)
        return finding(
            PreActivation.isNarrower(activations, thanTargets: batch.targets) ? .warned : .failed,
            missed + ", nor does any reference optimizer memorise them",
            advice: "It is not the learning rate: look at feature-scale, output-activation, "
                + "gradients-exist and initial-loss, whether equal inputs have unlike targets, "
                + "and whether " + PreActivation.bottleneck(activations) + " is too narrow.",
            measurements: measurements(own), series: [own.series])
    }

    /// The rows to be memorised: fewer of a network for which all attempts would cost too much.
    ///
    /// - Throws: `OverBudget` where too few are left.
    private func batch(of recipe: Recipe) throws(OverBudget) -> Examples {
        let trained = 2 * steps + OtherRecipe.all(for: recipe.specification).count * Self.otherSteps
        return try recipe.sample(
            max(recipe.batchSize, min(32, recipe.training.count)), passes: 3 * trained, of: self)
    }

    private func measurements(_ own: BatchAttempt) -> [Measurement] {
        [
            Measurement(name: "initial loss", value: own.first),
            Measurement(
                name: "final loss", value: own.last, expected: "≤ \(Figure.text(own.goal))"),
            Measurement(name: "steps taken", value: Double(own.steps), expected: "≤ \(steps)"),
            Measurement(name: "score on the batch", value: own.score, expected: "1"),
        ]
    }
}
