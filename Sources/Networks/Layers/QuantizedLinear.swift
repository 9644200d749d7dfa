public import Tensors

/// A fully connected layer for inference, with weights of 8-bit integers: y = x Wᵀ + b.
///
/// Shapes are those of ``Linear``; the weights are a copy that no optimizer finds.
public struct QuantizedLinear: LinearLayer {
    /// [outputs, inputs], as 8-bit integers with a scale for each row.
    public let weight: QuantizedMatrix
    /// [outputs]; nil adds nothing.
    public let bias: Tensor?

    /// Rounds the weights of a layer as they are now.
    public init(_ layer: Linear) {
        weight = QuantizedMatrix(layer.weight.value)
        bias = layer.bias?.value
    }

    public var inputs: Int { weight.columns }
    public var outputs: Int { weight.rows }

    /// What weights and bias take in memory.
    public var byteCount: Int { weight.byteCount + 4 * (bias?.count ?? 0) }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        quantizedLinear(input, weight, bias)
    }
}
