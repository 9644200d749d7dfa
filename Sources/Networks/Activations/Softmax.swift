public import Tensors

/// exp(x) / Σ exp(x) over the last axis: rows that sum to 1.
public struct Softmax: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.softmax()
    }
}
