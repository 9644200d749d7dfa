public import Tensors

/// 1.0507 times the ELU of alpha 1.6733, which keeps means near 0 and variances near 1.
///
/// Source: G. Klambauer et al., "Self-normalizing neural networks", arXiv 1706.02515.
public struct SELU: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.selu()
    }
}
