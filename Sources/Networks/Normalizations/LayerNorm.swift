internal import Components
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
        weight = Parameter([features], filledWith: 1)
        bias = Parameter([features], filledWith: 0)
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        layerNorm(input, scale: weight.tracked, shift: bias.tracked, epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.last == weight.count else {
            throw ShapeError(
                """
                layer-norm takes \(weight.count) features on the last axis, not \
                \(inputShape)
                """)
        }
        return inputShape
    }

    public var signalRole: SignalRole { .normalization }
}

extension LayerKind {
    package static let layerNorm = LayerKind(
        component: ComponentKind(
            name: "layer-norm",
            summary:
                "Normalises the last axis to mean 0 and variance 1, then scales and shifts it.",
            synonyms: ["layernorm", "ln"], settings: [.epsilon, .frozen]),
        make: { settings, input, _ in
            LayerNorm(input.last ?? 0, epsilon: settings.number("epsilon"))
        })
}
