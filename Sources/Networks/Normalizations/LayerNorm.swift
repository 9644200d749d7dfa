public import Tensors

/// (x − mean) / √(variance + ε) · weight + bias over the last axis, each row on its own.
///
/// Source: J. Ba, J. Kiros, G. Hinton, "Layer normalization", arXiv 1607.06450.
public struct LayerNorm: Layer {
    /// [features], 1 at first.
    public let weight: Parameter
    /// [features], 0 at first.
    public let bias: Parameter
    public let epsilon: Double

    public init(_ features: Int, epsilon: Double = 1e-5) {
        weight = Parameter(.full([features], 1))
        bias = Parameter(.zeros([features]))
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        layerNorm(input, scale: weight.tracked, shift: bias.tracked, epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.last == weight.value.count else {
            throw ShapeError(
                """
                layer-norm takes \(weight.value.count) features on the last axis, not \
                \(inputShape)
                """)
        }
        return inputShape
    }
}
