internal import Components
public import Tensors

/// max(x, 0).
public struct ReLU: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.relu()
    }

    public var outputRange: OutputRange? { .from(0, "0") }
}

extension LayerKind {
    package static let relu = LayerKind(
        component: ComponentKind(
            name: "relu",
            summary: "max(x, 0)."), make: { _, _, _ in ReLU() })
}
