/// By what a loss is multiplied before it is differentiated, so that small gradients survive
/// rounding; the gradients are divided by it again before anything else is done to them.
///
/// A step whose gradients overflow changes no parameter. Source: Micikevicius et al. 2018, "Mixed
/// precision training", arXiv 1710.03740.
public struct LossScaling: Hashable, Sendable {
    /// Of the first step.
    public let initialScale: Double
    /// After so many good steps in succession the scale is doubled, and halved after every step
    /// that overflows; nil: it stays what it is.
    public let growthInterval: Int?

    /// As many steps that overflow in succession end a training as infeasible.
    static let patience = 30
    /// The scale is not doubled beyond this.
    static let largestScale = 16_777_216.0

    /// A scale that follows the gradients, as PyTorch's `GradScaler`.
    public static func dynamic(
        initialScale: Double = 65_536, growthInterval: Int = 2_000
    ) -> LossScaling {
        if growthInterval < 1 {
            fatalError("a loss's scale is doubled after 1 step or more, not \(growthInterval)")
        }
        return LossScaling(initialScale, growthInterval)
    }

    /// The same scale in every step.
    public static func constant(_ scale: Double) -> LossScaling { LossScaling(scale, nil) }

    private init(_ initialScale: Double, _ growthInterval: Int?) {
        if !(initialScale > 0 && initialScale.isFinite) {
            fatalError("a loss's scale is a number above 0, not \(initialScale)")
        }
        self.initialScale = initialScale
        self.growthInterval = growthInterval
    }
}

/// The scale of the next step's loss, and what it depends on.
struct LossScale: Hashable {
    var value: Double
    /// Since the last overflow or doubling.
    var goodSteps: Int
    /// How many steps before this one overflowed in succession.
    var overflows: Int

    init(value: Double, goodSteps: Int = 0, overflows: Int = 0) {
        self.value = value
        self.goodSteps = goodSteps
        self.overflows = overflows
    }

    init(_ scaling: LossScaling) { self.init(value: scaling.initialScale) }

    /// For a checkpoint.
    var numbers: [Double] { [value, Double(goodSteps), Double(overflows)] }

    /// Takes note of whether a step's gradients were finite.
    mutating func note(isFinite: Bool, _ scaling: LossScaling) {
        overflows = isFinite ? 0 : overflows + 1
        goodSteps = isFinite ? goodSteps + 1 : 0
        guard let interval = scaling.growthInterval else { return }
        if !isFinite {
            value /= 2
        } else if goodSteps == interval {
            value = max(value, min(2 * value, LossScaling.largestScale))
            goodSteps = 0
        }
    }
}

extension TrainingLoop {
    /// What the next step's loss is multiplied by; 1 without scaling.
    public var lossScale: Double { scale?.value ?? 1 }

    /// Divides the gradients by the scale of their loss; returns whether they overflowed and the
    /// step is to be skipped.
    mutating func unscale(loss: Double) -> Bool {
        guard let scaling = settings.lossScaling, var scale, loss.isFinite else { return false }
        let isFinite = gradients.areFinite
        if isFinite { gradients.scale(by: 1 / scale.value) }
        scale.note(isFinite: isFinite, scaling)
        self.scale = scale
        return !isFinite
    }
}
