internal import Components
public import Tensors

/// One vector from each row, in the order that its values have in memory: of an image height, then
/// width, then channels.
public struct Flatten: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public var keepsRange: Bool { true }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.flattened(from: 1)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        [inputShape.reduce(1, *)]
    }
}

extension LayerKind {
    package static let flatten = LayerKind(
        component: ComponentKind(
            name: "flatten",
            summary:
                "One vector from each input: [height, width, channels] to [their product]."
        ),
        ids: .passed, make: { _, _, _ in Flatten() })
}
