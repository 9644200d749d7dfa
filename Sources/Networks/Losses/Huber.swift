public import Tensors

/// d² / 2 where |d| ≤ delta and delta (|d| − delta / 2) beyond, with d = y − t, over all values of
/// outputs and targets, which have the same shape.
///
/// Source: P. Huber, Annals of Mathematical Statistics 35, 1964.
public struct Huber: Loss {
    public let delta: Double
    public let reduction: Reduction
    public var score: Score { .r2 }

    /// - Parameter delta: above 0.
    public init(delta: Double = 1, reduction: Reduction = .mean) {
        if !(delta > 0) { fatalError("the delta of a Huber loss is above 0, not \(delta)") }
        self.delta = delta
        self.reduction = reduction
    }

    public func callAsFunction(_ outputs: Tensor, _ targets: Targets) -> Tensor {
        huberLoss(outputs, targets.values(like: outputs), delta: delta, reduction: reduction)
    }

    public func objection(to outputShape: [Int], targets: Targets) -> String? {
        valueObjection("the Huber loss", to: outputShape, targets)
    }
}
