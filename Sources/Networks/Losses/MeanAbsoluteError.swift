internal import Components
public import Tensors

/// |y − t| over all values of outputs and targets, which have the same shape: the L1 loss.
///
/// Classes are taken as the numbers that they are, for outputs [n, 1].
public struct MeanAbsoluteError: Loss {
    public let reduction: Reduction
    public var score: Score { .r2 }

    /// Makes the loss; the mean, or the sum, is over all that counts.
    public init(reduction: Reduction = .mean) {
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        absoluteError(outputs, targets.values(like: outputs), reduction: reduction)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        valueObjection("the absolute error", to: outputShape, targets)
    }

    public var reference: ReferenceLoss? {
        ReferenceLoss(
            .ofValues { abs($0 - $1) }, baseline: { .spread($0) })
    }
}

extension LossKind {
    package static let meanAbsoluteError = LossKind(
        "mean-absolute-error", "The mean of |prediction − target|.", aliases: ["mae", "l1"],
        synonyms: ["absolute-error", "l1loss"],
        score: "r2", classes: .any, make: { MeanAbsoluteError(reduction: $0.reduction) })
}
