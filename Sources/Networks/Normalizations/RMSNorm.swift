public import Tensors

/// x / √(mean of x² + ε) · weight over the last axis, each row on its own.
///
/// Source: B. Zhang, R. Sennrich, "Root mean square layer normalization", arXiv 1910.07467.
public struct RMSNorm: Layer {
    /// [features], 1 at first.
    public let weight: Parameter
    public let epsilon: Double

    public init(_ features: Int, epsilon: Double = 1e-5) {
        weight = Parameter(.full([features], 1))
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        rmsNorm(input, scale: weight.tracked, epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.last == weight.value.count else {
            throw ShapeError(
                """
                rms-norm takes \(weight.value.count) features on the last axis, not \
                \(inputShape)
                """)
        }
        return inputShape
    }
}
