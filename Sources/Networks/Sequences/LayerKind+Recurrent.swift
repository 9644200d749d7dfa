internal import Components

extension LayerKind {
    /// A recurrent layer with the keys that all have, and `settings` of its own.
    static func recurrent<Kind: RecurrentLayer & SendableMetatype>(
        _: Kind.Type, _ name: String, _ summary: String, settings: [Setting] = [],
        adjust: @escaping @Sendable (inout Kind, Settings) -> Void = { _, _ in }
    ) -> LayerKind {
        LayerKind(
            component: ComponentKind(
                name: name, summary: summary,
                settings: [
                    .required(
                        "hidden", "the size of the hidden state", .integer(1...65_536),
                        synonyms: ["features", "units", "size", "hidden-size", "hidden_size"]),
                    .optional(
                        "layers", "how many stand on each other", .integer(1...256),
                        standard: .integer(1),
                        synonyms: ["num-layers", "num_layers"]),
                    .optional(
                        "bidirectional", "whether a second one reads from the end", .flag,
                        standard: .flag(false)),
                    .optional(
                        "output", "the last hidden state, or that of each position",
                        .word(["last", "sequence"]), standard: .text("last")),
                    .optional(
                        "initial-state", "whether the first hidden state is 0 or learned",
                        .word(["zeros", "learned"]), standard: .text("zeros"),
                        synonyms: ["initial_state", "h0", "hidden-state"]),
                ] + settings + Setting.weights(ComponentSpecification(kind: "pytorch-default")),
                shorthand: "hidden"),
            input: .sequences,
            make: { settings, input, key in
                var layer = Kind(
                    inputs: input[1], hidden: settings.integer("hidden"),
                    layers: settings.integer("layers"),
                    bidirectional: settings.flag("bidirectional"),
                    output: RecurrentOutput(rawValue: settings.word("output")) ?? .last,
                    initialState: InitialState(rawValue: settings.word("initial-state")) ?? .zeros,
                    initializer: settings.initializer, key: key)
                adjust(&layer, settings)
                return layer
            })
    }
}
