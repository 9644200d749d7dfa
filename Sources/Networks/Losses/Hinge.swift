internal import Components
public import Tensors

/// The hinge loss of two classes: max(0, margin − s y) for each output y, with s = 1 where the
/// target is above ½ and −1 elsewhere. ``MultiMargin`` is that of several classes.
public struct Hinge: Loss {
    /// How far on the right side an output must be to cost nothing.
    public let margin: Double
    public let reduction: Reduction
    public var score: Score { .binaryAccuracy }
    public var expectedOutputs: ExpectedOutputs { .scores }

    /// Makes the loss; the mean, or the sum, is over all that counts.
    public init(margin: Double = 1, reduction: Reduction = .mean) {
        self.margin = margin
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        let wanted = targets.values(like: outputs)
        let signs = wanted.doubles.map { $0 > 0.5 ? 1.0 : -1.0 }
        return hingeLoss(
            outputs, Tensor(signs, shape: wanted.shape, type: outputs.type), margin: margin,
            reduction: reduction)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        binaryObjection("the hinge loss", to: outputShape, targets)
    }

    public var reference: ReferenceLoss? {
        let margin = margin
        return ReferenceLoss(
            .ofValues { output, goal in max(0, margin + (goal > 0.5 ? -output : output)) },
            baseline: { _ in
                .loss(
                    level: margin, scale: max(margin, 1), unit: margin < 1 ? "1" : "the margin",
                    words: "the loss of outputs of 0")
            })
    }
}

extension LossKind {
    package static let hinge = LossKind(
        "hinge", "max(0, margin − y · prediction), y = ±1 for two classes.",
        synonyms: ["binary-hinge"], settings: [.margin], score: "accuracy", classes: .two,
        make: { Hinge(margin: $0.number("margin"), reduction: $0.reduction) })
}
