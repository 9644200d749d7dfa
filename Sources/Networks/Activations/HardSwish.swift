public import Tensors

/// x min(max(x + 3, 0), 6) / 6.
///
/// Source: A. Howard et al., "Searching for MobileNetV3", arXiv 1905.02244.
public struct HardSwish: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.hardSwish()
    }
}
