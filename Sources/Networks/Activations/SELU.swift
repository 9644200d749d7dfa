internal import Components
public import Tensors

/// 1.0507 times the ELU of alpha 1.6733, which keeps means near 0 and variances near 1.
///
/// Source: G. Klambauer et al., "Self-normalizing neural networks", arXiv 1706.02515.
public struct SELU: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.selu()
    }

    public var outputRange: OutputRange? { .from(-1.7581, "-1.758") }
}

extension LayerKind {
    package static let selu = LayerKind(
        component: ComponentKind(
            name: "selu",
            summary:
                "ELU scaled so that signals keep mean 0 and variance 1 (Klambauer et al. 2017)."),
        make: { _, _, _ in SELU() })
}
