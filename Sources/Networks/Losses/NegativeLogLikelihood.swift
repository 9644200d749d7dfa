internal import Components
public import Tensors

/// −x[class] for outputs x [n, classes], or [n, …, classes] with a class for each position, that
/// are log-probabilities already, as of a log-softmax.
public struct NegativeLogLikelihood: Loss {
    public let ignoredClass: Int32?
    public let reduction: Reduction
    public var score: Score { .accuracy }
    public var expectedOutputs: ExpectedOutputs { .logProbabilities }

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

    /// The entropy of the targets' distributions, which their logarithms reach; 0 for classes.
    public func minimum(outputShape: [Int], targets: Targets) -> Double {
        guard case .probabilities(let tensor) = targets else { return 0 }
        let share = reduction == .mean ? 1 / Double(max(targets.count, 1)) : 1
        let exact = tensor.converted(to: .float64)
        return -(exact * (exact + 1e-300).log()).sum().item() * share
    }

    public var isLinearInTargets: Bool { true }

    public var reference: ReferenceLoss? {
        ReferenceLoss(
            .ofClasses { zip($0, $1).reduce(0) { $0 - $1.0 * $1.1 } }, ignoredClass: ignoredClass,
            baseline: { .ofEvenClasses($0) })
    }
}

extension LossKind {
    package static let negativeLogLikelihood = LossKind(
        "negative-log-likelihood",
        "The negative log-likelihood of the target's class: takes log-probabilities.",
        aliases: ["nll"], synonyms: ["nllloss"],
        settings: [.ignoredClass], score: "accuracy", classes: .required,
        make: {
            NegativeLogLikelihood(ignoredClass: $0.ignoredClass, reduction: $0.reduction)
        })
}
