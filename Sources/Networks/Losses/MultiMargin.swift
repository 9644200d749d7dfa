public import Tensors

/// The hinge loss of several classes: Σ over the classes j other than the row's own, c, of
/// max(0, margin − x[c] + x[j]) / classes, for outputs x [n, classes], or [n, …, classes]
/// with a class for each position.
public struct MultiMargin: Loss {
    public let margin: Double
    public let ignoredClass: Int32?
    public let reduction: Reduction
    public var score: Score { .accuracy }

    /// - Parameter ignoredClass: rows, or positions, of this class count nothing.
    public init(margin: Double = 1, ignoredClass: Int32? = nil, reduction: Reduction = .mean) {
        self.margin = margin
        self.ignoredClass = ignoredClass
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        guard case .classes(let classes) = targets else {
            fatalError("a margin takes classes as targets")
        }
        return multiMarginLoss(
            outputs.vectors, classes: classes, margin: margin, ignoring: ignoredClass,
            reduction: reduction)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        classObjection("the margin", to: outputShape, targets)
    }
}
