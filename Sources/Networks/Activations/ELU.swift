internal import Components
public import Tensors

/// x where x > 0, alpha (exp(x) − 1) elsewhere.
///
/// Source: D. Clevert et al., "Fast and accurate deep network learning by exponential linear
/// units", arXiv 1511.07289.
public struct ELU: Layer {
    /// How far below 0 the values reach.
    public let alpha: Double

    /// Makes the layer, which has no parameters.
    public init(alpha: Double = 1) {
        self.alpha = alpha
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.elu(alpha: alpha)
    }

    public var outputRange: OutputRange? { .from(-alpha, "-\(alpha)") }
}

extension LayerKind {
    package static let elu = LayerKind(
        component: ComponentKind(
            name: "elu",
            summary: "x above 0, α · (exp(x) − 1) below (Clevert et al. 2015).",
            settings: [
                .optional(
                    "alpha", "the limit −α far below 0", .number(.notNegative), standard: .real(1))
            ],
            shorthand: "alpha"),
        make: { settings, _, _ in ELU(alpha: settings.number("alpha")) })
}
