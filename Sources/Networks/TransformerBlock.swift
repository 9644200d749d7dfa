public import Tensors

/// What ``TransformerEncoderBlock`` and ``TransformerDecoderBlock`` have in common: attention, then
/// two linear layers with GELU between them, each added to its input, with layer normalization.
///
/// Input and output [n, length, features]. Pre-norm is x + f(norm(x)), post-norm norm(x + f(x)).
/// Sources: A. Vaswani et al., arXiv 1706.03762 (post-norm); R. Xiong et al., "On layer
/// normalization in the transformer architecture", arXiv 2002.04745 (pre-norm).
public protocol TransformerBlock: Layer {
    var attentionNorm: LayerNorm { get }
    var attention: MultiHeadAttention { get }
    var feedForwardNorm: LayerNorm { get }
    /// [features] to [hidden].
    var up: Linear { get }
    /// [hidden] to [features].
    var down: Linear { get }
    /// Of what attention and the linear layers found, before it is added.
    var dropout: Dropout { get }
    var normPlacement: NormPlacement { get }
}

/// Where a transformer's block normalizes.
public enum NormPlacement: String, Hashable, Sendable {
    /// What attention and the linear layers take in: trains without a warm-up.
    case before
    /// The sums.
    case after
}

extension TransformerBlock {
    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        self(input, padding: nil, mode: mode)
    }

    /// - Parameter padding: [n, length], 0 at the places that nobody sees.
    public func callAsFunction(_ input: Tensor, padding: Tensor?, mode: Mode) -> Tensor {
        let attended = residual(input, attentionNorm, mode.substream(0)) {
            attention($0, padding: padding, mode: mode)
        }
        return residual(attended, feedForwardNorm, mode.substream(1)) {
            down(up($0, mode: mode).gelu(), mode: mode)
        }
    }

    private func residual(
        _ x: Tensor, _ norm: LayerNorm, _ mode: Mode, _ found: (Tensor) -> Tensor
    ) -> Tensor {
        switch normPlacement {
        case .before: x + dropout(found(norm(x, mode: mode)), mode: mode)
        case .after: norm(x + dropout(found(x), mode: mode), mode: mode)
        }
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        try attention.outputShape(for: inputShape)
    }

    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        let attended = try attention.multiplyAdds(for: inputShape)
        return try attended + up.multiplyAdds(for: inputShape)
            + down.multiplyAdds(for: up.outputShape(for: inputShape))
    }
}
