public import Randomness
public import Tensors

/// Attention of several heads in which each position of one sequence gathers from another, the
/// memory: how a decoder looks at what an encoder found.
///
/// Input [n, length, features] and memory [n, positions, memoryFeatures] give [n, length,
/// features].
/// `query` makes q of the input, `memory` k and v of the memory in this order, each with its heads
/// one after the other; `output` mixes what the heads found. Source: A. Vaswani et al., "Attention
/// is all you need", arXiv 1706.03762.
public struct CrossAttention {
    /// [features] to [features].
    public let query: Linear
    /// [memoryFeatures] to [2 features].
    public let memory: Linear
    /// [features] to [features].
    public let output: Linear
    /// A divisor of the features.
    public let heads: Int
    /// Of the weights with which a position gathers from the memory.
    public let dropout: Dropout

    /// - Parameter heads: a divisor of `features`.
    /// - Parameter memoryFeatures: nil for `features`.
    /// - Parameter dropout: the rate at which weights are dropped while the network learns.
    /// - Parameter initializer: by default Glorot's.
    public init(
        features: Int, heads: Int, memoryFeatures: Int? = nil, dropout: Double = 0,
        bias: Bool = true, initializer: Initializer = .glorot, key: RandomKey
    ) {
        if heads < 1 || features % heads != 0 {
            fatalError("\(features) features do not split into \(heads) heads")
        }
        query = Linear(
            inputs: features, outputs: features, bias: bias, initializer: initializer,
            key: key.substream(0))
        memory = Linear(
            inputs: memoryFeatures ?? features, outputs: 2 * features, bias: bias,
            initializer: initializer, key: key.substream(1))
        output = Linear(
            inputs: features, outputs: features, bias: bias, initializer: initializer,
            key: key.substream(2))
        self.heads = heads
        self.dropout = Dropout(dropout)
    }

    /// - Parameter padding: [n, positions], 0 at the memory's positions that nobody sees.
    public func callAsFunction(
        _ input: Tensor, memory positions: Tensor, padding: Tensor? = nil, mode: Mode = .evaluation
    ) -> Tensor {
        let found = crossAttention(
            query(input, mode: mode), memory(positions, mode: mode), heads: heads, padding: padding,
            dropout: dropout.ofAttention(mode))
        return output(found, mode: mode)
    }
}
