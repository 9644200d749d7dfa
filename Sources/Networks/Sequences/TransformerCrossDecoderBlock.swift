public import Randomness
public import Tensors

/// The block of a decoder that looks at an encoder's output: attention to its own earlier
/// positions, attention to the memory, then two linear layers with GELU between them, each added to
/// its input, with layer normalization.
///
/// Input [n, length, features] and memory [n, positions, memoryFeatures] give [n, length,
/// features].
/// It takes two tensors, so it stands inside a layer of one's own and not in a ``Sequential``.
/// Source: A. Vaswani et al., arXiv 1706.03762.
public struct TransformerCrossDecoderBlock {
    /// Before attention, or behind its sum.
    public let attentionNorm: LayerNorm
    /// How a position gathers from those before.
    public let attention: MultiHeadAttention
    /// Before the attention to the memory, or behind its sum.
    public let crossNorm: LayerNorm
    /// How a position gathers from the memory.
    public let crossAttention: CrossAttention
    /// Before the linear layers, or behind their sum.
    public let feedForwardNorm: LayerNorm
    /// [features] to [hidden].
    public let up: Linear
    /// [hidden] to [features].
    public let down: Linear
    /// Of what attention and the linear layers found, before it is added.
    public let dropout: Dropout
    /// Where the normalizations stand.
    public let normPlacement: NormPlacement

    /// - Parameter heads: a divisor of `features`.
    /// - Parameter hidden: nil for 4 features.
    /// - Parameter memoryFeatures: nil for `features`.
    /// - Parameter dropout: of what attention and the linear layers found.
    /// - Parameter attentionDropout: of the weights of both attentions.
    /// - Parameter initializer: of all linear layers; by default Glorot's.
    public init(
        features: Int, heads: Int, hidden: Int? = nil, memoryFeatures: Int? = nil,
        dropout: Double = 0, attentionDropout: Double = 0, normPlacement: NormPlacement = .before,
        initializer: Initializer = .glorot, key: RandomKey
    ) {
        let hidden = hidden ?? 4 * features
        attentionNorm = LayerNorm(features)
        attention = MultiHeadAttention(
            features: features, heads: heads, causal: true, dropout: attentionDropout,
            initializer: initializer, key: key.substream(0))
        crossNorm = LayerNorm(features)
        crossAttention = CrossAttention(
            features: features, heads: heads, memoryFeatures: memoryFeatures,
            dropout: attentionDropout, initializer: initializer, key: key.substream(1))
        feedForwardNorm = LayerNorm(features)
        up = Linear(
            inputs: features, outputs: hidden, initializer: initializer, key: key.substream(2))
        down = Linear(
            inputs: hidden, outputs: features, initializer: initializer, key: key.substream(3))
        self.dropout = Dropout(dropout)
        self.normPlacement = normPlacement
    }

    /// - Parameter padding: [n, length], 0 at the positions that nobody sees.
    /// - Parameter memoryPadding: [n, positions], the same of the memory.
    public func callAsFunction(
        _ input: Tensor, memory: Tensor, padding: Tensor? = nil, memoryPadding: Tensor? = nil,
        mode: Mode = .evaluation
    ) -> Tensor {
        func block(_ x: Tensor, _ norm: LayerNorm, _ index: Int, _ part: (Tensor) -> Tensor)
            -> Tensor
        {
            normPlacement.sum(
                x, norm: norm, dropout: dropout, mode: mode.substream(index), part)
        }
        let attended = block(input, attentionNorm, 0) {
            attention($0, padding: padding, mode: mode.substream(3))
        }
        let informed = block(attended, crossNorm, 1) {
            crossAttention(
                $0, memory: memory, padding: memoryPadding, mode: mode.substream(4))
        }
        return block(informed, feedForwardNorm, 2) {
            down(up($0, mode: mode).gelu(), mode: mode)
        }
    }
}
