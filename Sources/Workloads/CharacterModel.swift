internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// A causal transformer over characters: embeddings, blocks with the norm before, a head.
///
/// A batch's rows are characters, each with the class that follows it; as many rows as `context`
/// are a sequence. So input is [n], output [n, vocabulary].
struct CharacterModel: Layer {
    static let vocabulary = 65
    static let context = 128
    private static let features = 128

    private(set) var layers: any Layer

    init(key: RandomKey) {
        let blocks = (0..<4).map { _ in
            TransformerBlock(
                features: Self.features, heads: 4, causal: true, initializer: .pytorch, key: key)
        }
        layers = Sequential(
            [
                Embedding(rows: Self.vocabulary, features: Self.features, key: key),
                PositionEmbedding(longest: Self.context, features: Self.features, key: key),
            ] + blocks + [
                LayerNorm(Self.features),
                Linear(
                    inputs: Self.features, outputs: Self.vocabulary, initializer: .pytorch,
                    key: key),
            ])
    }

    func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        let count = input.shape[0]
        let sequences = input.reshaped([count / Self.context, Self.context])
        return layers(sequences, mode: mode).reshaped([count, Self.vocabulary])
    }

    func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] { [Self.vocabulary] }

    func replacingLinear(_ replacement: (Linear) -> any LinearLayer) -> any Layer {
        var copy = self
        copy.layers = layers.replacingLinear(replacement)
        return copy
    }

    /// Characters and their successors of a fixed pattern.
    static func batch(_ sequences: Int) -> Examples {
        let count = sequences * context
        let characters = (0..<count).map { Float(($0 * $0 + 5 * $0 / 3) % vocabulary) }
        let successors = (0..<count).map { Int32((7 * $0 + 3) % vocabulary) }
        return Examples(
            inputs: Tensor(characters, shape: [count]), targets: .classes(successors))
    }
}
