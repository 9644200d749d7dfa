internal import Components
internal import ElementaryFunctions
public import Tensors

/// −α (1 − p)^γ log p for the probability p = softmax(z)[c] of each row's class c: cross-entropy in
/// which rows that are told well already count less. γ = 0 and α = 1 give cross-entropy.
///
/// Logits z are [n, classes] or, with a class for each position, [n, …, classes]. Source: T.-Y. Lin
/// et al., "Focal loss for dense object detection", arXiv 1708.02002.
public struct FocalLoss: Loss {
    /// How much less a row counts the surer its class is, from 0; 0 is the cross-entropy.
    public let gamma: Double
    /// What every row's loss is multiplied by.
    public let alpha: Double
    public let ignoredClass: Int32?
    public let reduction: Reduction
    public var score: Score { .accuracy }
    public var expectedOutputs: ExpectedOutputs { .logits(squashedBy: "softmax") }

    /// - Parameters:
    ///   - gamma: at least 0.
    ///   - alpha: what every row's loss is multiplied by.
    ///   - ignoredClass: rows, or positions, of this class count nothing.
    public init(
        gamma: Double = 2, alpha: Double = 1, ignoredClass: Int32? = nil,
        reduction: Reduction = .mean
    ) {
        if !(gamma >= 0) { fatalError("the gamma of a focal loss is at least 0, not \(gamma)") }
        self.gamma = gamma
        self.alpha = alpha
        self.ignoredClass = ignoredClass
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        let outputs = outputs.vectors
        let wanted = targets.distributions(like: outputs, ignoring: ignoredClass, "focal loss")
        let logarithms = (outputs.logSoftmax() * wanted).sum(axis: 1)
        // Shifted from 0, where a power below 1 has no derivative.
        let rest = 1 - logarithms.exp() + 1e-12
        let weighted = gamma == 0 ? logarithms : rest.pow(gamma) * logarithms
        let share = reduction == .mean ? 1 / Double(max(judgedCount(targets), 1)) : 1
        return weighted.sum() * (-alpha * share)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        classObjection("the focal loss", to: outputShape, targets)
    }

    public var reference: ReferenceLoss? {
        let (gamma, alpha) = (gamma, alpha)
        return ReferenceLoss(
            .ofClasses { logits, goal in
                let own = zip(logits, goal).reduce(0) { $0 + $1.0 * $1.1 }
                // 1 / p, and so p and its logarithm, from the distances to the other logits.
                let inverse = logits.reduce(0) { $0 + Double.exp($1 - own) }
                return alpha * Double.pow(1 - 1 / inverse, gamma) * Double.log(inverse)
            }, ignoredClass: ignoredClass,
            baseline: { rows in
                let count = Double(max(rows.width, 2))
                return .ofEqualOutputs(
                    alpha * Double.pow(1 - 1 / count, gamma) * Double.log(count), unit: "that loss")
            })
    }
}

extension LossKind {
    package static let focal = LossKind(
        "focal",
        "Cross-entropy times (1 − p)^gamma, p the probability of the target's class: rows that are "
            + "told well count less (Lin et al. 2017).",
        aliases: ["focal-loss"], synonyms: ["focalloss", "sigmoid-focal-loss"],
        settings: [
            .optional(
                "gamma", "how much less; 0 is cross-entropy", .number(.notNegative),
                standard: .integer(2), synonyms: ["focus", "focusing"]),
            .optional(
                "alpha", "what the loss is multiplied by", .number(.positive),
                standard: .integer(1), synonyms: ["weight", "balance"]),
            .ignoredClass,
        ],
        score: "accuracy", classes: .required,
        make: {
            FocalLoss(
                gamma: $0.number("gamma"), alpha: $0.number("alpha"),
                ignoredClass: $0.ignoredClass, reduction: $0.reduction)
        })
}
