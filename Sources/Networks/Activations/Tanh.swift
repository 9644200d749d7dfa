internal import Components
public import Tensors

/// The hyperbolic tangent.
public struct Tanh: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.tanh()
    }

    public var outputRange: OutputRange? {
        OutputRange(-1...1, "between -1 and 1")
    }
}

extension LayerKind {
    package static let tanh = LayerKind(
        component: ComponentKind(
            name: "tanh",
            summary: "The hyperbolic tangent."), make: { _, _, _ in Tanh() })
}
