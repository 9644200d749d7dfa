internal import Components
public import Tensors

/// x / √(mean of x² + ε) · weight over the last axis, each row on its own.
///
/// Source: B. Zhang, R. Sennrich, "Root mean square layer normalization", arXiv 1910.07467.
public struct RMSNorm: Layer {
    /// [features], 1 at first.
    public let weight: Parameter
    public let epsilon: Double

    public init(_ features: Int, epsilon: Double = 1e-5) {
        weight = Parameter([features], filledWith: 1)
        self.epsilon = epsilon
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        rmsNorm(input, scale: weight.tracked, epsilon: epsilon)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.last == weight.count else {
            throw ShapeError(
                """
                rms-norm takes \(weight.count) features on the last axis, not \
                \(inputShape)
                """)
        }
        return inputShape
    }

    public var signalRole: SignalRole { .normalization }
}

extension LayerKind {
    package static let rmsNorm = LayerKind(
        component: ComponentKind(
            name: "rms-norm",
            summary: "Divides the last axis by its root mean square, then scales it.",
            synonyms: ["rmsnorm"], settings: [.epsilon, .frozen]),
        make: { settings, input, _ in
            RMSNorm(input.last ?? 0, epsilon: settings.number("epsilon"))
        })
}
