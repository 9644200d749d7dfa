internal import Components
public import Tensors

/// The hinge loss of several classes: Σ over the classes j other than the row's own, c, of
/// max(0, margin − x[c] + x[j]) / classes, for outputs x [n, classes], or [n, …, classes]
/// with a class for each position.
public struct MultiMargin: Loss {
    public let margin: Double
    public let ignoredClass: Int32?
    public let reduction: Reduction
    public var score: Score { .accuracy }
    public var expectedOutputs: ExpectedOutputs { .scores }

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

    public var reference: ReferenceLoss? {
        let margin = margin
        return ReferenceLoss(
            .ofClasses { scores, goal in
                let own = zip(scores, goal).reduce(0) { $0 + $1.0 * $1.1 }
                return zip(scores, goal).reduce(0) {
                    $0 + (1 - $1.1) * max(0, margin - own + $1.0) / Double(goal.count)
                }
            }, ignoredClass: ignoredClass,
            baseline: {
                // Equal outputs stay below the margin in all classes but the row's own.
                .ofEqualOutputs(
                    margin * Double($0.width - 1) / Double(max($0.width, 1)), unit: "that loss")
            })
    }
}

extension LossKind {
    package static let multiMargin = LossKind(
        "multi-margin",
        "Σ max(0, margin − score of the class + score of another) over the other classes.",
        synonyms: ["multi-class-hinge", "multimarginloss"],
        settings: [.margin, .ignoredClass], score: "accuracy", classes: .required,
        make: {
            MultiMargin(
                margin: $0.number("margin"), ignoredClass: $0.ignoredClass,
                reduction: $0.reduction)
        })
}
