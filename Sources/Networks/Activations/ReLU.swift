public import Tensors

/// max(x, 0).
public struct ReLU: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.relu()
    }
}
