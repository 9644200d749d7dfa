internal import Components
internal import ElementaryFunctions
public import Tensors

/// Adam with Nesterov's momentum, as in PyTorch: with μₜ = β₁ (1 − 0.96^(t momentumDecay) / 2) and
/// Adam's moments m and v, p −= learningRate ((1 − μₜ) / (1 − Πμ) g' + μₜ₊₁ / (1 − μₜ₊₁ Πμ) m) /
/// (√(v / (1 − β₂ᵗ)) + ε), the product Πμ over the steps up to t.
///
/// Source: T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016.
public struct NAdam: Optimizer {
    public let learningRate: Double
    /// The decay of the average of gradients, in 0 ..< 1.
    public let beta1: Double
    /// The decay of the average of squared gradients, in 0 ..< 1.
    public let beta2: Double
    /// What is added to the divisor, so that it is never 0.
    public let epsilon: Double
    public let weightDecay: Double
    /// How fast the momentum grows to `beta1`.
    public let momentumDecay: Double
    /// Whether weights decay on their own, as AdamW's do, and not through the gradient.
    public let decouplesDecay: Bool
    public var groups = ParameterGroups()
    public var state = OptimizerState()

    /// Makes the optimizer without any memory.
    public init(
        learningRate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999,
        epsilon: Double = 1e-8, weightDecay: Double = 0, momentumDecay: Double = 4e-3,
        decouplesDecay: Bool = false
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.momentumDecay = momentumDecay
        self.decouplesDecay = decouplesDecay
    }

    public func kept(of shape: [Int]) -> [[Int]] { [shape, shape] }

    public func update(
        _ parameter: Parameter, by step: OptimizerStep, _ entry: inout OptimizerState.Entry
    ) {
        let (momentum, next) = (momentum(step.number), momentum(step.number + 1))
        entry.product *= momentum
        parameter.applyNAdam(
            step.gradient, first: &entry.first!, second: &entry.second!, step: step.number,
            learningRate: step.learningRate, gradientShare: (1 - momentum) / (1 - entry.product),
            momentShare: next / (1 - entry.product * next), beta1: beta1, beta2: beta2,
            epsilon: epsilon, weightDecay: step.weightDecay, decoupled: decouplesDecay)
    }

    private func momentum(_ step: Int) -> Double {
        beta1 * (1 - 0.5 * Double.pow(0.96, Double(step) * momentumDecay))
    }
}

extension OptimizerKind {
    package static let nadam = OptimizerKind(
        "nadam", "Adam with Nesterov's momentum (Dozat 2016).",
        settings: [
            .learningRate(2e-3), .betas(0.999), .epsilon(1e-8),
            .optional(
                "momentum-decay", "how fast the momentum grows to its final value",
                .number(.notNegative), standard: .real(4e-3)),
            .optional(
                "decoupled", "whether weight decay stays apart from the gradient", .flag,
                standard: .flag(false), synonyms: ["decoupled-weight-decay"]),
        ],
        make: { settings in
            let (beta1, beta2) = settings.betas
            return NAdam(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"),
                momentumDecay: settings.number("momentum-decay"),
                decouplesDecay: settings.flag("decoupled"))
        })
}
