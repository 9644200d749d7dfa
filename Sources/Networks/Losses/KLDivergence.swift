internal import Components
internal import ElementaryFunctions
public import Tensors

/// Σ q (log q − x) over the classes, for outputs x [n, classes] that are log-probabilities and
/// targets q that are distributions: how far the outputs' distribution is from the targets'.
///
/// The mean is over the rows (PyTorch's `batchmean`). A class as target is the distribution that is
/// 1 there.
public struct KLDivergence: Loss {
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
        var outputs = outputs
        if case .classes = targets { outputs = outputs.vectors }
        let wanted = targets.distributions(like: outputs, ignoring: ignoredClass, "divergence")
        let exact = wanted.converted(to: .float64)
        let entropy = -(exact * (exact + 1e-300).log()).sum().item()
        return -(outputs * (wanted * share)).sum() - entropy * share
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        switch targets {
        case .classes:
            return classObjection("the divergence", to: outputShape, targets)
        case .values(let tensor), .probabilities(let tensor):
            if Array(tensor.shape.dropFirst()) != outputShape {
                return """
                    the divergence takes outputs and targets of one shape, not \(outputShape) and \
                    \(tensor.shape.dropFirst())
                    """
            }
            guard let wrong = tensor.doubles.first(where: { !(0...1).contains($0) }) else {
                return nil
            }
            return "the divergence takes distributions as targets; \(wrong) is not in 0 ... 1"
        }
    }

    public var reference: ReferenceLoss? {
        ReferenceLoss(
            .ofClasses { outputs, goal in
                zip(outputs, goal).reduce(0) {
                    $0 + ($1.1 > 0 ? $1.1 * (Double.log($1.1) - $1.0) : 0)
                }
            }, ignoredClass: ignoredClass,
            baseline: { rows in
                let shares = (0..<rows.width).map { column in
                    rows.goals.reduce(0) { $0 + $1[column] } / Double(max(rows.goals.count, 1))
                }
                return .loss(
                    level: shares.reduce(0) { $0 - ($1 > 0 ? $1 * Double.log($1) : 0) },
                    scale: max(Double.log(Double(max(rows.width, 2))), 1),
                    unit: rows.width < 3 ? "1" : "ln \(rows.width)",
                    words: "the labels' entropy")
            })
    }
}

extension LossKind {
    package static let klDivergence = LossKind(
        "kl-divergence",
        "Σ target · (log target − prediction): takes log-probabilities.", aliases: ["kl"],
        synonyms: ["kldivloss", "kullback-leibler"],
        settings: [.ignoredClass], score: "accuracy", classes: .any,
        make: { KLDivergence(ignoredClass: $0.ignoredClass, reduction: $0.reduction) })
}
