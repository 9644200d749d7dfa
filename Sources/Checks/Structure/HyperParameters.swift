internal import Components
public import Experiments
public import Jobs
internal import Training

/// M11: the optimizer's settings are such as it works with: β₁ ≤ β₂, an ε that is neither lost
/// nor leads, and a weight decay that leaves the weights alive: less than a tenth of them in a
/// step, and as a penalty not more than the gradients (0.1 and above warns where it is not
/// decoupled).
public struct HyperParameters: Examination {
    public static let name = "hyper-parameters"
    public static let verifies = "the optimizer's settings are such as it works with"
    public static let needs: [String] = []
    public static let explains =
        [
            LossDecreases.name, OverfitOneBatch.name, Stability.name, "weight-norms",
            "regularisation",
        ] + Symptoms.ofTraining
    public var expected: String {
        "rate × decay < \(Figure.text(decayBelow)) a step; \(Figure.text(leastEpsilon)) ≤ ε ≤ "
            + Figure.text(mostEpsilon)
    }
    public static let tier = 0

    @Threshold(.positive, "a decay of more than this share of the weights in a step warns")
    public var decayBelow = 0.1
    @Threshold(.positive, "an L2 term of this size leads the gradients, and warns")
    public var penaltyBelow = 0.1
    @Threshold(.positive, "a smaller ε warns")
    public var leastEpsilon = 1e-16
    @Threshold(.positive, "a larger ε warns")
    public var mostEpsilon = 1e-2

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let (kind, settings) = Catalogue.optimizers.settings(recipe.specification.optimizer)
        let optimizer = recipe.specification.freshOptimizer
        let (rate, decay) = (optimizer.learningRate, optimizer.weightDecay)
        var problems: [String] = []
        if rate * decay >= decayBelow {
            problems.append(
                "learning rate × weight decay is \(Figure.text(rate * decay)): each step takes "
                    + "that share of the weights away")
        } else if decay >= penaltyBelow, !kind.isDecoupled(settings) {
            problems.append(
                "a weight decay of \(Figure.text(decay)) is added to the gradients, which it "
                    + "outweighs as soon as the weights are of size 1")
        }
        if let both = settings.numbers("betas"), both.count > 1, both[0] > both[1] {
            problems.append(
                "β₁ \(Figure.text(both[0])) is above β₂ \(Figure.text(both[1])): the mean is "
                    + "older than the size that it is divided by")
        }
        if let epsilon = settings.optionalNumber("epsilon"),
            epsilon < leastEpsilon || epsilon > mostEpsilon
        {
            problems.append("ε is \(Figure.text(epsilon))")
        }
        let measurements = [
            Measurement(name: "learning rate", value: rate, expected: "> 0"),
            Measurement(
                name: "learning rate × weight decay", value: rate * decay,
                expected: "< \(Figure.text(decayBelow))"),
        ]
        guard problems.isEmpty else {
            return finding(
                .warned, problems.joined(separator: "; "),
                advice: "Take the optimizer's defaults where you have no reason for others; a "
                    + "weight decay is usually 1e-5 to 1e-2 (up to 0.1 decoupled, as in adamw).",
                measurements: measurements)
        }
        return finding(
            .passed, "\(kind.component.name) at \(Figure.text(rate)) with usual settings",
            measurements: measurements)
    }
}

extension OptimizerKind {
    /// Whether its decay is taken off the weights and not added to the gradients.
    fileprivate func isDecoupled(_ settings: Settings) -> Bool {
        ["adamw", "lion", "adafactor"].contains(component.name)
            || component.name == "nadam" && settings.flag("decoupled")
    }
}
