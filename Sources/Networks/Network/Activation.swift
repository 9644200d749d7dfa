public import Tensors

/// What one layer put out in one forward pass.
public struct Activation {
    /// The layer's path in its network, such as `0` or `body.2`.
    public let path: String
    /// The layer that was passed.
    public let layer: any Layer
    /// What the layer was given, [n, …].
    public let input: Tensor
    /// What the layer put out, [n, …].
    public let output: Tensor

    /// Makes the account of one layer's pass.
    public init(path: String, layer: any Layer, input: Tensor, output: Tensor) {
        self.path = path
        self.layer = layer
        self.input = input
        self.output = output
    }
}
