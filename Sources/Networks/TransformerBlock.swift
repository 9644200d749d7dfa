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
    var up: any LinearLayer { get }
    /// [hidden] to [features].
    var down: any LinearLayer { get }
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

    /// Adds what a part of the block finds to its input.
    func sum(
        _ x: Tensor, norm: LayerNorm, dropout: Dropout, mode: Mode, _ part: (Tensor) -> Tensor
    ) -> Tensor {
        switch self {
        case .before: x + dropout(part(norm(x, mode: mode)), mode: mode)
        case .after: norm(x + dropout(part(x), mode: mode), mode: mode)
        }
    }
}

extension TransformerBlock {
    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        self(input, padding: nil, mode: mode)
    }

    /// - Parameter padding: [n, length], 0 at the places that nobody sees.
    public func callAsFunction(_ input: Tensor, padding: Tensor?, mode: Mode) -> Tensor {
        let attended = normPlacement.sum(
            input, norm: attentionNorm, dropout: dropout, mode: mode.substream(0)
        ) { attention($0, padding: padding, mode: mode) }
        return normPlacement.sum(
            attended, norm: feedForwardNorm, dropout: dropout, mode: mode.substream(1)
        ) { down(up($0, mode: mode).gelu(), mode: mode) }
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
