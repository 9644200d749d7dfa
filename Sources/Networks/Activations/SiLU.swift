internal import Components
public import Tensors

/// x / (1 + exp(−x)), also called swish.
///
/// Source: S. Elfwing et al., arXiv 1702.03118.
public struct SiLU: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.silu()
    }

    public var outputRange: OutputRange? { .from(-0.2785, "-0.278") }
}

extension LayerKind {
    package static let silu = LayerKind(
        component: ComponentKind(
            name: "silu",
            summary: "x · sigmoid(x), also called swish.",
            synonyms: ["swish"]),
        make: { _, _, _ in SiLU() })
}
