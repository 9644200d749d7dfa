internal import Components
public import Tensors

/// 1 / (1 + exp(−x)).
public struct Sigmoid: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.sigmoid()
    }

    public var outputRange: OutputRange? {
        OutputRange(0...1, "between 0 and 1")
    }
}

extension LayerKind {
    package static let sigmoid = LayerKind(
        component: ComponentKind(
            name: "sigmoid",
            summary: "1 / (1 + exp(−x)).",
            synonyms: ["logistic"]),
        make: { _, _, _ in Sigmoid() })
}
