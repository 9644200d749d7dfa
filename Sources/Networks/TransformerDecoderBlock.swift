public import Randomness

/// A transformer's block whose attention sees no later place, as language models have it.
public struct TransformerDecoderBlock: TransformerBlock {
    public let attentionNorm: LayerNorm
    public private(set) var attention: MultiHeadAttention
    public let feedForwardNorm: LayerNorm
    public private(set) var up: any LinearLayer
    public private(set) var down: any LinearLayer
    public let dropout: Dropout
    public let normPlacement: NormPlacement

    /// - Parameter heads: a divisor of `features`.
    /// - Parameter hidden: nil for 4 features.
    /// - Parameter initializer: of all linear layers; by default Glorot's.
    public init(
        features: Int, heads: Int, hidden: Int? = nil, dropout: Double = 0,
        normPlacement: NormPlacement = .before, initializer: Initializer = .glorot, key: RandomKey
    ) {
        let hidden = hidden ?? 4 * features
        attentionNorm = LayerNorm(features)
        attention = MultiHeadAttention(
            features: features, heads: heads, causal: true, initializer: initializer,
            key: key.substream(0))
        feedForwardNorm = LayerNorm(features)
        up = Linear(
            inputs: features, outputs: hidden, initializer: initializer, key: key.substream(1))
        down = Linear(
            inputs: hidden, outputs: features, initializer: initializer, key: key.substream(2))
        self.dropout = Dropout(dropout)
        self.normPlacement = normPlacement
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        var copy = self
        copy.attention = attention.replacing(replacement)
        copy.up = up.replaced(replacement)
        copy.down = down.replaced(replacement)
        return copy
    }
}
