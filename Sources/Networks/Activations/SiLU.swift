public import Tensors

/// x / (1 + exp(−x)), also called swish.
///
/// Source: S. Elfwing et al., arXiv 1702.03118.
public struct SiLU: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.silu()
    }
}
