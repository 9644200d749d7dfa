internal import Components
public import Tensors

/// A gated linear unit: x₁ · σ(x₂), where x₁ and x₂ are the two halves of the last axis.
///
/// Input [n, …, 2 features], output [n, …, features]. Source: Y. Dauphin et al., "Language modeling
/// with gated convolutional networks", arXiv 1612.08083.
public struct GLU: Layer {
    public init() {}

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let half = input.shape[input.rank - 1] / 2
        return input.sliced(axis: -1, 0..<half) * input.sliced(axis: -1, half..<2 * half).sigmoid()
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard let last = inputShape.last, last > 0, last.isMultiple(of: 2) else {
            throw ShapeError("halves the last axis of its input \(inputShape), which must be even")
        }
        return inputShape.dropLast() + [last / 2]
    }
}

extension LayerKind {
    package static let glu = LayerKind(
        component: ComponentKind(
            name: "glu",
            summary:
                "x₁ · sigmoid(x₂) of the two halves of the last axis, which it halves "
                + "(Dauphin et al. 2016).",
            synonyms: ["gated-linear-unit", "gated"]),
        make: { _, _, _ in GLU() })
}
