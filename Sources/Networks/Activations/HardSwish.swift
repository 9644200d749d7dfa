internal import Components
public import Tensors

/// x min(max(x + 3, 0), 6) / 6.
///
/// Source: A. Howard et al., "Searching for MobileNetV3", arXiv 1905.02244.
public struct HardSwish: Layer {
    /// Makes the layer, which has no parameters.
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.hardSwish()
    }

    public var outputRange: OutputRange? { .from(-0.375, "-0.375") }
}

extension LayerKind {
    package static let hardSwish = LayerKind(
        component: ComponentKind(
            name: "hard-swish",
            summary: "x · min(max(x + 3, 0), 6) / 6.",
            synonyms: ["hardswish"]),
        make: { _, _, _ in HardSwish() })
}
