internal import Components
public import Tensors

/// (y − t)² over all values of outputs and targets, which have the same shape.
///
/// Classes are taken as the numbers that they are, for outputs [n, 1].
public struct MeanSquaredError: Loss {
    public let reduction: Reduction
    public var score: Score { .r2 }

    /// Makes the loss; the mean, or the sum, is over all that counts.
    public init(reduction: Reduction = .mean) {
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        meanSquaredError(outputs, targets.values(like: outputs), reduction: reduction)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        switch targets {
        case .classes(let classes):
            if positionWidth(of: outputShape, classes) == 1 { return nil }
            return "the squared error of classes takes one output, not \(outputShape)"
        case .values(let tensor), .probabilities(let tensor):
            if Array(tensor.shape.dropFirst()) == outputShape { return nil }
            return """
                the squared error takes outputs and targets of one shape, not \(outputShape) and \
                \(tensor.shape.dropFirst())
                """
        }
    }

    public var reference: ReferenceLoss? {
        ReferenceLoss(
            .ofValues { ($0 - $1) * ($0 - $1) },
            baseline: { .spread($0) })
    }
}

extension LossKind {
    package static let meanSquaredError = LossKind(
        "mean-squared-error", "The mean of (prediction − target)².", aliases: ["mse"],
        synonyms: ["l2", "squared-error", "mseloss"],
        score: "r2", classes: .any, make: { MeanSquaredError(reduction: $0.reduction) })
}
