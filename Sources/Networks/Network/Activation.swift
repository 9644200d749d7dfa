public import Tensors

/// What one layer put out in one forward pass.
public struct Activation {
    /// The layer's path in its network, such as `0` or `body.2`.
    public let path: String
    public let layer: any Layer
    public let input: Tensor
    public let output: Tensor

    public init(path: String, layer: any Layer, input: Tensor, output: Tensor) {
        self.path = path
        self.layer = layer
        self.input = input
        self.output = output
    }
}
