internal import Components
public import Randomness
public import Tensors

/// Self-attention of several heads: each position of a sequence gathers from the others.
///
/// Input and output [n, length, features]. `projection` makes q, k and v in this order, each with
/// its heads one after the other; `output` mixes what the heads found. Source: A. Vaswani et al.,
/// "Attention is all you need", arXiv 1706.03762.
public struct MultiHeadAttention: Layer {
    /// [features] to [3 features].
    public private(set) var projection: any LinearLayer
    /// [features] to [features].
    public private(set) var output: any LinearLayer
    /// A divisor of the features.
    public let heads: Int
    /// Whether a position sees only itself and those before.
    public let causal: Bool
    /// Of the weights with which a position gathers from the others.
    public let dropout: Dropout

    /// - Parameter heads: a divisor of `features`.
    /// - Parameter dropout: the rate at which weights are dropped while the network learns.
    /// - Parameter initializer: by default Glorot's.
    public init(
        features: Int, heads: Int, causal: Bool = false, dropout: Double = 0,
        bias: Bool = true, initializer: Initializer = .glorot, key: RandomKey
    ) {
        if heads < 1 || features % heads != 0 {
            fatalError("\(features) features do not split into \(heads) heads")
        }
        projection = Linear(
            inputs: features, outputs: 3 * features, bias: bias, initializer: initializer,
            key: key.substream(0))
        output = Linear(
            inputs: features, outputs: features, bias: bias, initializer: initializer,
            key: key.substream(1))
        self.heads = heads
        self.causal = causal
        self.dropout = Dropout(dropout)
    }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        self(input, padding: nil, mode: mode)
    }

    /// - Parameter padding: [n, length], 0 at the positions that nobody sees.
    public func callAsFunction(_ input: Tensor, padding: Tensor?, mode: Mode) -> Tensor {
        let found = selfAttention(
            projection(input, mode: mode), heads: heads, causal: causal, padding: padding,
            dropout: dropout.ofAttention(mode))
        return output(found, mode: mode)
    }

    public func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        replacing(replacement)
    }

    func replacing(_ replacement: (Linear) -> any LinearLayer) -> MultiHeadAttention {
        var copy = self
        copy.projection = projection.replaced(replacement)
        copy.output = output.replaced(replacement)
        return copy
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        guard inputShape.count == 2, inputShape[1] == output.inputs else {
            throw ShapeError(
                "attention takes sequences of shape [length, \(output.inputs)], not \(inputShape)")
        }
        return inputShape
    }

    /// Both linear layers, and each position's scores of and gathering from all others; those that
    /// a causal layer leaves out count too.
    public func multiplyAdds(for inputShape: [Int]) throws(ShapeError) -> Int {
        let outer = try projection.multiplyAdds(for: inputShape)
        let inner = 2 * inputShape[0] * inputShape[0] * output.inputs
        return try outer + inner + output.multiplyAdds(for: inputShape)
    }
}

extension LayerKind {
    package static let attention = LayerKind(
        component: ComponentKind(
            name: "attention",
            summary:
                "Self-attention of several heads over [length, features] (Vaswani et al. 2017).",
            synonyms: ["self-attention", "multi-head-attention"],
            settings: [
                .heads,
                .optional(
                    "causal", "whether a position sees the positions before it alone", .flag,
                    standard: .flag(false)),
                .dropout("dropout", "the share of attention's weights set to 0 while learning"),
                .bias,
            ] + Setting.weights(.glorot),
            shorthand: "heads"),
        input: .sequences,
        make: { settings, input, key throws(ShapeError) in
            MultiHeadAttention(
                features: input[1], heads: try settings.heads(of: input),
                causal: settings.flag("causal"), dropout: settings.number("dropout"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })
}
