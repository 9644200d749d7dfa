internal import Components
public import Randomness
public import Tensors

/// A transformer's block: attention, then two linear layers with GELU between them, each added to
/// its input, with layer normalization.
///
/// An encoder's block sees the whole sequence; a causal one, as language models have it, sees no
/// later position. Input and output [n, length, features]. Pre-norm is x + f(norm(x)), post-norm
/// norm(x + f(x)). Sources: A. Vaswani et al., arXiv 1706.03762 (post-norm); R. Xiong et al., "On
/// layer normalization in the transformer architecture", arXiv 2002.04745 (pre-norm).
public struct TransformerBlock: Layer {
    public let attentionNorm: LayerNorm
    public private(set) var attention: MultiHeadAttention
    public let feedForwardNorm: LayerNorm
    /// [features] to [hidden].
    public private(set) var up: any LinearLayer
    /// [hidden] to [features].
    public private(set) var down: any LinearLayer
    /// Of what attention and the linear layers found, before it is added.
    public let dropout: Dropout
    public let normPlacement: NormPlacement

    /// - Parameter heads: a divisor of `features`.
    /// - Parameter causal: whether a position sees only itself and those before.
    /// - Parameter hidden: nil for 4 features.
    /// - Parameter dropout: of what attention and the linear layers found.
    /// - Parameter attentionDropout: of attention's weights.
    /// - Parameter initializer: of all linear layers; by default Glorot's.
    public init(
        features: Int, heads: Int, causal: Bool = false, hidden: Int? = nil, dropout: Double = 0,
        attentionDropout: Double = 0, normPlacement: NormPlacement = .before,
        initializer: Initializer = .glorot, key: RandomKey
    ) {
        let hidden = hidden ?? 4 * features
        attentionNorm = LayerNorm(features)
        attention = MultiHeadAttention(
            features: features, heads: heads, causal: causal, dropout: attentionDropout,
            initializer: initializer, key: key.substream(0))
        feedForwardNorm = LayerNorm(features)
        up = Linear(
            inputs: features, outputs: hidden, initializer: initializer, key: key.substream(1))
        down = Linear(
            inputs: hidden, outputs: features, initializer: initializer, key: key.substream(2))
        self.dropout = Dropout(dropout)
        self.normPlacement = normPlacement
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        self(input, padding: nil, mode: mode)
    }

    /// - Parameter padding: [n, length], 0 at the positions that nobody sees.
    public func callAsFunction(_ input: Tensor, padding: Tensor?, mode: Mode) -> Tensor {
        let attended = normPlacement.sum(
            input, norm: attentionNorm, dropout: dropout, mode: mode.substream(0)
        ) { attention($0, padding: padding, mode: mode.substream(2)) }
        return normPlacement.sum(
            attended, norm: feedForwardNorm, dropout: dropout, mode: mode.substream(1)
        ) { down(up($0, mode: mode).gelu(), mode: mode) }
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        var copy = self
        copy.attention = attention.replacing(replacement)
        copy.up = up.replaced(replacement)
        copy.down = down.replaced(replacement)
        return copy
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

extension LayerKind {
    package static let encoderBlock = transformerBlock(
        "transformer-encoder-block",
        "Attention to the whole sequence, then two linear layers, each beside a shortcut.",
        causal: false)

    package static let decoderBlock = transformerBlock(
        "transformer-decoder-block",
        "The encoder block with attention to earlier positions alone (causal).", causal: true)

    private static func transformerBlock(_ name: String, _ summary: String, causal: Bool)
        -> LayerKind
    {
        LayerKind(
            component: ComponentKind(
                name: name, summary: summary,
                settings: [
                    .heads,
                    .optional(
                        "hidden",
                        "the size between the two linear layers, else 4 times the features",
                        .integer(1...1_048_576),
                        synonyms: ["feed-forward", "dim-feedforward", "dim_feedforward"]),
                    .dropout("dropout", "the share of values set to 0 while learning"),
                    .dropout(
                        "attention-dropout",
                        "the share of attention's weights set to 0 while learning",
                        synonyms: ["attention_dropout", "attn-dropout", "attn_dropout"]),
                    .optional(
                        "norm", "whether layers are normalised before or after",
                        .word(["before", "after"]), standard: .text("before")),
                ] + Setting.weights(.glorot),
                shorthand: "heads"),
            input: .sequences,
            make: { settings, input, key throws(ShapeError) in
                TransformerBlock(
                    features: input[1], heads: try settings.heads(of: input), causal: causal,
                    hidden: settings.optionalInteger("hidden"),
                    dropout: settings.number("dropout"),
                    attentionDropout: settings.number("attention-dropout"),
                    normPlacement: NormPlacement(rawValue: settings.word("norm")) ?? .before,
                    initializer: settings.initializer, key: key)
            })
    }
}
