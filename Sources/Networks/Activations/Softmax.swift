internal import Components
public import Tensors

/// exp(x) / Σ exp(x) over the last axis: rows that sum to 1.
public struct Softmax: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.softmax()
    }

    public var outputRange: OutputRange? {
        OutputRange(0...1, "between 0 and 1", rows: .distribution)
    }
}

extension LayerKind {
    package static let softmax = LayerKind(
        component: ComponentKind(
            name: "softmax",
            summary: "Probabilities over the features or the channels: exp(x) over its sum."),
        make: { _, _, _ in Softmax() })
}
