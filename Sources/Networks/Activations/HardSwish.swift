internal import Components
public import Tensors

/// x min(max(x + 3, 0), 6) / 6.
///
/// Source: A. Howard et al., "Searching for MobileNetV3", arXiv 1905.02244.
public struct HardSwish: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        input.hardSwish()
    }
}

extension LayerKind {
    package static let hardSwish = LayerKind(
        component: ComponentKind(
            name: "hard-swish",
            summary: "x · min(max(x + 3, 0), 6) / 6.",
            synonyms: ["hardswish"]),
        make: { _, _, _ in HardSwish() })
}
