internal import Components
public import Randomness
public import Tensors

/// A learned vector for each of `rows` ids, such as the words of a vocabulary.
///
/// Input [n, …] of whole numbers in 0 ..< rows, output [n, …, features], `weight` [rows, features].
public struct Embedding: Layer {
    public let weight: Parameter

    public init(weight: Parameter) {
        self.weight = weight
    }

    /// - Parameter initializer: by default normal with deviation 1, as in PyTorch.
    public init(
        rows: Int, features: Int, initializer: Initializer = .normal(deviation: 1), key: RandomKey
    ) {
        let fans = Fans(incoming: rows, outgoing: features)
        weight = initializer.weight(shape: [rows, features], fans: fans, key: key)
    }

    public var rows: Int { weight.shape[0] }
    public var features: Int { weight.shape[1] }

    public func callAsFunction(_ input: Tensor, mode: Mode) -> Tensor {
        embedding(weight.tracked, ids: input)
    }

    public func outputShape(for inputShape: [Int]) throws(ShapeError) -> [Int] {
        inputShape + [features]
    }

    public var signalRole: SignalRole { .lookup }
}

extension LayerKind {
    package static let embedding = LayerKind(
        component: ComponentKind(
            name: "embedding",
            summary: "A learned vector for each id: [length] to [length, features].",
            settings: [
                .required(
                    "rows", "how many ids there are", .integer(1...16_777_216),
                    synonyms: ["vocabulary", "vocab", "num-embeddings", "num_embeddings"]),
                .required(
                    "features", "the size of a vector", .integer(1...65_536),
                    synonyms: ["size", "dimension", "embedding-dim", "embedding_dim"]),
                .initializer(.unitNormal), .frozen,
            ]),
        input: .features, ids: .taken,
        make: { settings, _, key in
            Embedding(
                rows: settings.integer("rows"), features: settings.integer("features"),
                initializer: settings.initializer, key: key)
        })
}
