internal import Jobs
internal import Networks
internal import Randomness

extension LayerKind {
    static let attention = LayerKind(
        component: ComponentKind(
            name: "attention",
            summary:
                "Self-attention of several heads over [length, features] (Vaswani et al. 2017).",
            synonyms: ["self-attention", "multi-head-attention"],
            settings: [
                heads,
                .optional(
                    "causal", "whether a place sees the places before it alone", .flag,
                    standard: .flag(false)),
                dropout("dropout", "the share of attention's weights set to 0 while learning"),
                .bias,
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
                causal: settings.flag("causal"), dropout: settings.number("dropout"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })

    static let encoderBlock = block(
        "transformer-encoder-block",
        "Attention to the whole sequence, then two linear layers, each beside a shortcut.",
        causal: false)

    static let decoderBlock = block(
        "transformer-decoder-block",
        "The encoder block with attention to earlier places alone (causal).", causal: true)

    private static func block(_ name: String, _ summary: String, causal: Bool) -> LayerKind {
        LayerKind(
            component: ComponentKind(
                name: name, summary: summary,
                settings: [
                    heads,
                    .optional(
                        "hidden",
                        "the size between the two linear layers, else 4 times the features",
                        .integer(1...1_048_576),
                        synonyms: ["feed-forward", "dim-feedforward", "dim_feedforward"]),
                    dropout("dropout", "the share of values set to 0 while learning"),
                    dropout(
                        "attention-dropout",
                        "the share of attention's weights set to 0 while learning",
                        synonyms: ["attention_dropout", "attn-dropout", "attn_dropout"]),
                    .optional(
                        "norm", "whether layers are normalised before or after",
                        .word(["before", "after"]), standard: .text("before")),
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
            make: { settings, input, key in
                TransformerBlock(
                    features: input[1], heads: settings.integer("heads"), causal: causal,
                    hidden: settings.optionalInteger("hidden"),
                    dropout: settings.number("dropout"),
                    attentionDropout: settings.number("attention-dropout"),
                    normPlacement: NormPlacement(rawValue: settings.word("norm")) ?? .before,
                    initializer: settings.initializer, key: key)
            })
    }

    private static func dropout(
        _ name: String, _ meaning: String, synonyms: [String] = ["rate"]
    ) -> Setting {
        Setting.optional(
            name, meaning, .number(.fraction), standard: .real(0), synonyms: synonyms
        ).asRegulariser
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
