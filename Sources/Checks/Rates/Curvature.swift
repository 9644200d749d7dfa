public import Experiments
public import Jobs
internal import Networks
internal import Training

/// L02: the first steps' learning rate stays below what gradient descent is stable at: η λmax ≤ 2,
/// with momentum 2 (1 + β), by Nesterov's rule 2 (1 + β) / (1 + 2β), λmax being the largest
/// curvature of the untrained network's loss.
///
/// Sound networks start beyond it and come back, so that a short training decides: only where it
/// ends above where it began, and falls at a rate that the bound allows, is anything said. Of a
/// single linear layer, whose curvature stays what it is, that fails; of others it warns.
///
/// Source: J. Cohen and others, "Gradient descent on neural networks typically occurs at the edge
/// of stability", arXiv 2103.00065.
public struct Curvature: Examination {
    public static let name = "curvature"
    public static let verifies = "the first steps are not too long for the loss's curvature"
    public static let explains =
        [
            OverfitOneBatch.name, LossDecreases.name, Stability.name, "update-ratio",
            "gradient-spikes", "oscillation", "dying-units", "output-collapse", "plateau",
            "underfit",
            "class-recall", "step-length", "label-permutation",
        ] + Symptoms.ofTraining
    public var expected: String {
        "learning rate × largest curvature within \(Figure.text(most)) of the stable bound, or a "
            + "loss that falls"
    }
    public static let tier = 1
    public static let budget = 2e11

    @Threshold(.positive, "a product so many times the stable bound is put to a short training")
    public var most = 1.0
    private static let steps = 60

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        guard let descent = recipe.specification.freshOptimizer as? SGD else {
            return finding(
                .skipped,
                "\(recipe.specification.optimizer.kind) scales each weight's step by its "
                    + "gradients: the largest curvature bounds no rate")
        }
        let rows = try recipe.sample(256, passes: Sharpness.passes, of: self)
        let rate = max(recipe.learningRate(at: 0), recipe.learningRate(at: 1))
        let sharpness = Sharpness(recipe, rows)
        let bound = descent.stableProduct
        let product = rate * (sharpness.value + descent.weightDecay)
        let measurements = [
            Measurement(name: "largest curvature", value: sharpness.value),
            Measurement(name: "learning rate of the first steps", value: rate),
            Measurement(
                name: "their product", value: product, expected: "≤ \(Figure.text(bound))"),
        ]
        let series = [
            Series(
                name: "largest curvature", kind: .line, xLabel: "products of the Hessian",
                yLabel: "estimate", x: sharpness.course.indices.map { Double($0 + 1) },
                y: sharpness.course)
        ]
        let words =
            "learning rate times largest curvature is \(Figure.text(product)), where gradient "
            + "descent is stable up to \(Figure.text(bound))"
        guard !(product <= most * bound) else {
            return finding(.passed, words, measurements: measurements, series: series)
        }
        let count = try recipe.affordableSteps(
            min(Self.steps, recipe.plannedSteps), trainings: 3, least: 1, of: self)
        let own = try RateTrial(recipe, rows, steps: count)
        guard !own.falls else {
            return finding(
                .passed,
                words + "; but the loss falls from \(Figure.text(own.before)) to "
                    + "\(Figure.text(own.after)) in \(count) steps",
                measurements: measurements, series: series)
        }
        // Curvature grows on the way where outputs are far from their targets.
        let stable = [2.0, 200].map { Recipe.oneDigit(rate * bound / product / $0) }
        let slower = try stable.first { rate in
            guard rate > 0, rate.isFinite else { return false }
            return try RateTrial(recipe, rows, steps: count, rate: rate).falls
        }
        guard let slower else {
            return finding(
                .passed, words + "; in \(count) steps the loss falls at no lower rate either",
                measurements: measurements, series: series)
        }
        return finding(
            recipe.isLinearModel ? .failed : .warned,
            "\(words): after \(count) steps the loss of \(rows.count) rows is "
                + "\(own.words), and falls at a rate of \(Figure.text(slower))",
            advice: "Lower the learning rate to \(Figure.text(slower)) or bring down what makes "
                + "the loss steep: inputs or targets off scale, large initial weights, a summed "
                + "loss.", measurements: measurements, series: series)
    }
}

extension SGD {
    /// η λ up to which steps on a parabola of curvature λ come to rest.
    fileprivate var stableProduct: Double {
        isNesterov ? 2 * (1 + momentum) / (1 + 2 * momentum) : 2 * (1 + momentum)
    }
}

extension Recipe {
    /// One linear layer alone: with the losses of a list a convex problem.
    fileprivate var isLinearModel: Bool {
        specification.model.map(\.kind).filter { $0 != "flatten" } == ["linear"]
    }
}
