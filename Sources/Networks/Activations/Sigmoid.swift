public import Tensors

/// 1 / (1 + exp(−x)).
public struct Sigmoid: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.sigmoid()
    }
}
