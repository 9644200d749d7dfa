public import Tensors

/// The hinge loss of two classes: max(0, margin − s y) for each output y, with s = 1 where the
/// target is above ½ and −1 elsewhere. ``MultiMargin`` is that of several classes.
public struct Hinge: Loss {
    public let margin: Double
    public let reduction: Reduction
    public var score: Score { .binaryAccuracy }

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
}
