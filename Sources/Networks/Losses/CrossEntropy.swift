internal import Components
internal import ElementaryFunctions
public import Tensors

/// −Σ q log softmax(z) over the classes, from raw logits z [n, classes] or, with a class for each
/// position, [n, …, classes]; q is the target's distribution: (1 − s) of it and s spread evenly
/// over all classes, s the label smoothing.
public struct CrossEntropy: Loss {
    /// The share of each target that is spread over all classes, in 0 ... 1.
    public let labelSmoothing: Double
    public let ignoredClass: Int32?
    public let reduction: Reduction
    public var score: Score { .accuracy }
    public var expectedOutputs: ExpectedOutputs { .logits(squashedBy: "softmax") }

    /// - Parameters:
    ///   - labelSmoothing: in 0 … 1.
    ///   - ignoredClass: rows, or positions, of this class count nothing.
    public init(
        labelSmoothing: Double = 0, ignoredClass: Int32? = nil, reduction: Reduction = .mean
    ) {
        if !(0...1).contains(labelSmoothing) {
            fatalError("label smoothing is in 0 ... 1, not \(labelSmoothing)")
        }
        self.labelSmoothing = labelSmoothing
        self.ignoredClass = ignoredClass
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        switch targets {
        case .classes(let classes):
            crossEntropy(
                outputs.vectors, classes: classes, labelSmoothing: labelSmoothing,
                ignoring: ignoredClass, reduction: reduction)
        case .probabilities(let probabilities):
            crossEntropy(
                outputs, probabilities: probabilities, labelSmoothing: labelSmoothing,
                reduction: reduction)
        case .values(let values):
            fatalError("cross-entropy takes classes or probabilities, not values \(values.shape)")
        }
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        switch targets {
        case .classes(let classes):
            guard let width = positionWidth(of: outputShape, classes) else {
                return """
                    cross-entropy takes one vector of logits for each class, not \(outputShape)
                    """
            }
            let wrong = classes.first { $0 != ignoredClass && ($0 < 0 || $0 >= width) }
            guard let wrong else { return nil }
            return "\(wrong.words) is outside the \(width) logits of cross-entropy"
        case .probabilities(let tensor):
            let isRow = outputShape.count == 1
            if isRow, tensor.shape == [targets.count] + outputShape { return nil }
            return """
                cross-entropy over logits of \(outputShape) can't take targets of \(tensor.shape)
                """
        case .values:
            return "cross-entropy takes classes or probabilities as targets, not numbers"
        }
    }

    /// The entropy of the targets' distributions, which the logits log q reach; that of a class is
    /// the same for each.
    public func minimum(outputShape: [Int], targets: Targets) -> Double {
        let width = outputShape.last ?? 1
        switch targets {
        case .classes:
            let row = (0..<width).map { $0 == 0 ? 1.0 : 0 }
            let one = entropy(Tensor(row, shape: [1, width], type: .float64))
            return one * (reduction == .sum ? Double(judgedCount(targets)) : 1)
        case .probabilities(let tensor), .values(let tensor):
            return entropy(Tensor(tensor.doubles, shape: tensor.shape, type: .float64))
        }
    }

    public var isLinearInTargets: Bool { true }

    private func entropy(_ plain: Tensor) -> Double {
        let mixed = plain * (1 - labelSmoothing) + labelSmoothing / Double(plain.shape[1])
        let best = (mixed + 1e-30).log()
        return crossEntropy(best, probabilities: mixed, labelSmoothing: 0, reduction: reduction)
            .item()
    }

    public var reference: ReferenceLoss? {
        let smoothing = labelSmoothing
        return ReferenceLoss(
            .ofClasses { logits, goal in
                let largest = logits.max() ?? 0
                let normalizer =
                    largest + Double.log(logits.reduce(0) { $0 + Double.exp($1 - largest) })
                let even = smoothing / Double(goal.count)
                return zip(logits, goal).reduce(0) {
                    $0 + ($1.1 * (1 - smoothing) + even) * (normalizer - $1.0)
                }
            }, ignoredClass: ignoredClass, baseline: { .ofEvenClasses($0) })
    }
}

extension LossKind {
    package static let crossEntropy = LossKind(
        "cross-entropy", "Softmax and the negative log-likelihood of the target's class.",
        aliases: ["softmax-cross-entropy", "categorical-cross-entropy"],
        synonyms: ["ce", "crossentropyloss"],
        settings: [
            .optional(
                "label-smoothing", "the share of a target spread over all classes",
                .number(.fraction), standard: .integer(0),
                synonyms: ["smoothing"]
            ).resting(at: .integer(0)),
            .ignoredClass,
        ],
        score: "accuracy", classes: .required,
        make: {
            CrossEntropy(
                labelSmoothing: $0.number("label-smoothing"), ignoredClass: $0.ignoredClass,
                reduction: $0.reduction)
        })
}
