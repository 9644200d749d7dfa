internal import Components
internal import ElementaryFunctions
public import Tensors

/// −(t log σ(z) + (1 − t) log(1 − σ(z))) for each raw logit z and its target t in 0 … 1.
///
/// Outputs and targets have the same shape; classes 0 and 1 are taken for outputs
/// [n, 1], or [n, …, 1] with a class for each position.
public struct BinaryCrossEntropyWithLogits: Loss {
    public let reduction: Reduction
    public var score: Score { .binaryAccuracy }
    public var expectedOutputs: ExpectedOutputs { .logits(squashedBy: "sigmoid") }

    /// Makes the loss; the mean, or the sum, is over all that counts.
    public init(reduction: Reduction = .mean) {
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        binaryCrossEntropyWithLogits(
            outputs, targets.values(like: outputs), reduction: reduction)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        switch targets {
        case .classes(let classes):
            if positionWidth(of: outputShape, classes) != 1 {
                return "binary cross-entropy of classes takes one logit, not \(outputShape)"
            }
            guard let wrong = classes.first(where: { $0 != 0 && $0 != 1 }) else { return nil }
            return "binary cross-entropy takes classes 0 and 1, not \(wrong)"
        case .values(let tensor), .probabilities(let tensor):
            if Array(tensor.shape.dropFirst()) != outputShape {
                return """
                    binary cross-entropy takes outputs and targets of one shape, not \
                    \(outputShape) and \(tensor.shape.dropFirst())
                    """
            }
            guard let wrong = tensor.doubles.first(where: { !(0...1).contains($0) }) else {
                return nil
            }
            return "binary cross-entropy takes targets in 0 ... 1, not \(wrong)"
        }
    }

    /// The entropy of the targets, which the logits log(t / (1 − t)) reach.
    public func minimum(outputShape: [Int], targets: Targets) -> Double {
        let wanted = targets.values(like: .zeros([0, 1], type: .float64))
        let best = (wanted + 1e-30).log() - (1 - wanted + 1e-30).log()
        return binaryCrossEntropyWithLogits(best, wanted, reduction: reduction).item()
    }

    public var isLinearInTargets: Bool { true }

    public var reference: ReferenceLoss? {
        ReferenceLoss(
            .ofValues { logit, goal in
                max(logit, 0) - logit * goal + Double.log1p(Double.exp(-abs(logit)))
            }, baseline: { _ in .ofEqualOutputs(Double.log(2), unit: "ln 2") })
    }
}

extension LossKind {
    package static let binaryCrossEntropy = LossKind(
        "binary-cross-entropy",
        "Sigmoid and the negative log-likelihood of two classes: takes logits.",
        aliases: ["bce", "binary-cross-entropy-with-logits", "bce-with-logits"],
        synonyms: ["logistic", "bcewithlogitsloss"], score: "accuracy", classes: .two,
        make: { BinaryCrossEntropyWithLogits(reduction: $0.reduction) })
}
