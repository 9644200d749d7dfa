internal import Jobs
internal import Networks
internal import Randomness

extension LayerKind {
    /// Self-attention of several heads: [length, features] stays.
    static let attention = LayerKind(
        component: ComponentKind(
            name: "attention", synonyms: ["self-attention", "multi-head-attention"],
            settings: [
                heads, .optional("causal", .flag, standard: .flag(false)), .bias,
            ] + Setting.weights(glorot),
            shorthand: "heads"),
        input: .sequences,
        shape: splitting,
        ownParameterCount: { settings, input in
            4 * input[1] * (input[1] + (settings.flag("bias") ? 1 : 0))
        },
        make: { settings, input, key in
            MultiHeadAttention(
                features: input[1], heads: settings.integer("heads"),
                causal: settings.flag("causal"), bias: settings.flag("bias"),
                initializer: settings.initializer, key: key)
        })

    /// Attention to the whole sequence, then two linear layers.
    static let encoderBlock = block("transformer-encoder-block") { settings, features, key in
        TransformerEncoderBlock(
            features: features, heads: settings.integer("heads"),
            hidden: settings.optionalInteger("hidden"), dropout: settings.number("dropout"),
            normPlacement: NormPlacement(rawValue: settings.word("norm")) ?? .before,
            initializer: settings.initializer, key: key)
    }

    /// The same with attention to earlier places alone.
    static let decoderBlock = block("transformer-decoder-block") { settings, features, key in
        TransformerDecoderBlock(
            features: features, heads: settings.integer("heads"),
            hidden: settings.optionalInteger("hidden"), dropout: settings.number("dropout"),
            normPlacement: NormPlacement(rawValue: settings.word("norm")) ?? .before,
            initializer: settings.initializer, key: key)
    }

    private static func block(
        _ name: String, make: @escaping @Sendable (Settings, Int, RandomKey) -> any Layer
    ) -> LayerKind {
        LayerKind(
            component: ComponentKind(
                name: name,
                settings: [
                    heads,
                    .optional(
                        "hidden", .integer(1...1_048_576),
                        synonyms: ["feed-forward", "dim-feedforward", "dim_feedforward"]),
                    .optional(
                        "dropout", .number(.fraction), standard: .real(0), synonyms: ["rate"]),
                    .optional("norm", .word(["before", "after"]), standard: .text("before")),
                ] + Setting.weights(glorot),
                shorthand: "heads"),
            input: .sequences,
            shape: splitting,
            ownParameterCount: { settings, input in
                let features = input[1]
                let hidden = settings.optionalInteger("hidden") ?? 4 * features
                let attention = 4 * features * (features + 1)
                return attention + 2 * features * hidden + hidden + features + 4 * features
            },
            make: { settings, input, key in make(settings, input[1], key) })
    }

    private static let glorot = ComponentSpecification(kind: "glorot")

    private static let heads = Setting.required(
        "heads", "how many heads the features form", .integer(1...65_536),
        synonyms: ["num-heads", "num_heads", "nhead"])

    @Sendable private static func splitting(
        _ settings: Settings, _ input: Shape
    ) throws(ShapeProblem) -> Shape {
        let heads = settings.integer("heads")
        guard input[1] % heads == 0 else {
            throw ShapeProblem(
                "the \(input[1]) features of its input \(input) do not split into \(heads) heads")
        }
        return input
    }
}
