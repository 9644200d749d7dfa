internal import Jobs
internal import Networks

extension LayerKind {
    static let embedding = LayerKind(
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
        input: .features,
        shape: { settings, input in input + [settings.integer("features")] },
        ownParameterCount: { settings, _ in
            settings.integer("rows") * settings.integer("features")
        },
        make: { settings, _, key in
            Embedding(
                rows: settings.integer("rows"), features: settings.integer("features"),
                initializer: settings.initializer, key: key)
        })

    static let positionEmbedding = LayerKind(
        component: ComponentKind(
            name: "position-embedding",
            summary: "Adds a learned vector to each place of a sequence [length, features].",
            synonyms: ["positional-embedding"],
            settings: [.initializer(.unitNormal), .frozen]),
        input: .sequences,
        ownParameterCount: { _, input in input[0] * input[1] },
        make: { settings, input, key in
            PositionEmbedding(
                longest: input[0], features: input[1], initializer: settings.initializer, key: key)
        })
}

extension ComponentSpecification {
    /// Normal with deviation 1, as PyTorch's embeddings start.
    fileprivate static let unitNormal = ComponentSpecification(
        kind: "normal", settings: ["deviation": .scalar(ParameterValue(number: 1))])
}
