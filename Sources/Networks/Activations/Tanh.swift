public import Tensors

/// The hyperbolic tangent.
public struct Tanh: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.tanh()
    }
}
