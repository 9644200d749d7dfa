public import Randomness
public import Tensors

/// A fully connected layer: y = x Wᵀ + b.
///
/// Input [n, inputs] or sequences [n, length, inputs], output [n, outputs] or [n, length, outputs],
/// `weight` [outputs, inputs], `bias` [outputs].
public struct Linear: LinearLayer {
    public let weight: Parameter
    public let bias: Parameter?

    public init(weight: Parameter, bias: Parameter?) {
        self.weight = weight
        self.bias = bias
    }

    /// - Parameter key: what the initial values are drawn from.
    public init(
        inputs: Int, outputs: Int, bias: Bool = true, initializer: Initializer = .he,
        key: RandomKey
    ) {
        let fans = Fans(incoming: inputs, outgoing: outputs)
        weight = initializer.weight(shape: [outputs, inputs], fans: fans, key: key)
        self.bias = bias ? initializer.bias(count: outputs, fans: fans, key: key) : nil
    }

    public var inputs: Int { weight.value.shape[1] }
    public var outputs: Int { weight.value.shape[0] }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        if input.rank == 2 { return linear(input, weight.tracked, bias?.tracked) }
        let axes = Array(input.shape.dropLast())
        let rows = input.reshaped([axes.reduce(1, *), inputs])
        return linear(rows, weight.tracked, bias?.tracked).reshaped(axes + [outputs])
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        replacement(self)
    }
}
