public import Tensors

/// −x[class] for outputs x [n, classes], or [n, …, classes] with a class for each position, that
/// are log-probabilities already, as of a log-softmax.
public struct NegativeLogLikelihood: Loss {
    public let ignoredClass: Int32?
    public let reduction: Reduction
    public var score: Score { .accuracy }

    /// - Parameter ignoredClass: rows, or positions, of this class count nothing.
    public init(ignoredClass: Int32? = nil, reduction: Reduction = .mean) {
        self.ignoredClass = ignoredClass
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        let share = reduction == .mean ? 1 / Double(max(judgedCount(targets), 1)) : 1
        let outputs = outputs.vectors
        let wanted = targets.distributions(like: outputs, ignoring: ignoredClass, "likelihood")
        return -(outputs * (wanted * share)).sum()
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        classObjection("negative log-likelihood", to: outputShape, targets)
    }
}
