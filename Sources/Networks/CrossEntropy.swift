public import Tensors

/// −Σ q log softmax(z) over the classes, from raw logits z [n, classes], with q the target's
/// distribution: (1 − s) of it and s spread evenly over all classes, s the label smoothing.
public struct CrossEntropy: Loss {
    public let labelSmoothing: Double
    public let reduction: Reduction
    public var score: Score { .accuracy }

    /// - Parameter labelSmoothing: in 0 … 1.
    public init(labelSmoothing: Double = 0, reduction: Reduction = .mean) {
        if !(0...1).contains(labelSmoothing) {
            fatalError("label smoothing is in 0 ... 1, not \(labelSmoothing)")
        }
        self.labelSmoothing = labelSmoothing
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        switch targets {
        case .classes(let classes):
            crossEntropy(
                outputs, classes: classes, labelSmoothing: labelSmoothing, reduction: reduction)
        case .probabilities(let probabilities):
            crossEntropy(
                outputs, probabilities: probabilities, labelSmoothing: labelSmoothing,
                reduction: reduction)
        case .values(let values):
            fatalError("cross-entropy takes classes or probabilities, not values \(values.shape)")
        }
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        guard outputShape.count == 1, let width = outputShape.first else {
            return "cross-entropy takes one vector of logits for each row, not \(outputShape)"
        }
        switch targets {
        case .classes(let classes):
            guard let wrong = classes.first(where: { $0 < 0 || $0 >= width }) else { return nil }
            return "class \(wrong) is outside the \(width) logits of cross-entropy"
        case .probabilities(let tensor):
            if tensor.shape == [targets.count, width] { return nil }
            return "cross-entropy over \(width) logits can't take targets of \(tensor.shape)"
        case .values:
            return "cross-entropy takes classes or probabilities as targets, not numbers"
        }
    }

    /// The entropy of the targets' distributions, which the logits log q reach.
    public func minimum(outputShape: [Int], targets: Targets) -> Double {
        let width = outputShape.last ?? 1
        let plain: Tensor
        switch targets {
        case .classes(let classes):
            var rows = [Double](repeating: 0, count: classes.count * width)
            for (row, label) in classes.enumerated() { rows[row * width + Int(label)] = 1 }
            plain = Tensor(rows, shape: [classes.count, width], type: .float64)
        case .probabilities(let tensor), .values(let tensor):
            plain = Tensor(tensor.doubles, shape: tensor.shape, type: .float64)
        }
        let mixed = plain * (1 - labelSmoothing) + labelSmoothing / Double(width)
        let best = (mixed + 1e-30).log()
        return crossEntropy(best, probabilities: mixed, labelSmoothing: 0, reduction: reduction)
            .item()
    }
}
