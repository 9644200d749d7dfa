internal import Components
public import Tensors

/// d² / 2 where |d| ≤ delta and delta (|d| − delta / 2) beyond, with d = y − t, over all values of
/// outputs and targets, which have the same shape.
///
/// Source: P. Huber, Annals of Mathematical Statistics 35, 1964.
public struct Huber: Loss {
    /// The distance from which the loss grows evenly, in the targets' units.
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

    public var reference: ReferenceLoss? {
        let delta = delta
        return ReferenceLoss(
            .ofValues { output, goal in
                let distance = abs(output - goal)
                return distance <= delta
                    ? distance * distance / 2 : delta * (distance - delta / 2)
            }, baseline: { .spread($0) })
    }
}

extension LossKind {
    package static let huber = LossKind(
        "huber", "Squared for small errors, linear for those above delta (Huber 1964).",
        synonyms: ["smooth-l1", "huberloss"],
        settings: [
            .optional(
                "delta", "where the loss becomes linear", .number(.positive), standard: .integer(1))
        ],
        score: "r2", classes: .any,
        make: { Huber(delta: $0.number("delta"), reduction: $0.reduction) })
}
