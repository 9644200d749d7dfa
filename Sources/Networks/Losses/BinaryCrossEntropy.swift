internal import Components
internal import ElementaryFunctions
public import Tensors

/// −(t log p + (1 − t) log(1 − p)) for each probability p, as of a sigmoid, and its target t in
/// 0 … 1; logarithms are no lower than −100. From raw outputs
/// ``BinaryCrossEntropyWithLogits`` is more exact.
public struct BinaryCrossEntropy: Loss {
    public let reduction: Reduction
    public var score: Score { .binaryProbabilityAccuracy }
    public var expectedOutputs: ExpectedOutputs { .probabilities }

    /// Makes the loss; the mean, or the sum, is over all that counts.
    public init(reduction: Reduction = .mean) {
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        binaryCrossEntropy(outputs, targets.values(like: outputs), reduction: reduction)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        binaryObjection("binary cross-entropy", to: outputShape, targets)
    }

    /// The entropy of the targets, which the probabilities t reach.
    public func minimum(outputShape: [Int], targets: Targets) -> Double {
        let wanted = targets.values(like: .zeros([0, 1], type: .float64))
            .converted(to: .float64)
        return binaryCrossEntropy(wanted, wanted, reduction: reduction).item()
    }

    public var isLinearInTargets: Bool { true }

    public var reference: ReferenceLoss? {
        ReferenceLoss(
            .ofValues { output, goal in
                -goal * max(Double.log(output), -100) - (1 - goal)
                    * max(Double.log1p(-output), -100)
            }, baseline: { _ in .ofEqualOutputs(Double.log(2), unit: "ln 2") })
    }
}

extension LossKind {
    package static let binaryCrossEntropyOfProbabilities = LossKind(
        "binary-cross-entropy-of-probabilities",
        "The negative log-likelihood of two classes: takes probabilities.",
        aliases: ["bce-of-probabilities"],
        synonyms: ["bceloss"], score: "accuracy", classes: .two,
        make: { BinaryCrossEntropy(reduction: $0.reduction) })
}
