internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors

extension LayerKind {
    static let rnn = recurrent(
        RNN.self, "rnn",
        "A plain recurrent layer: [length, features] to [hidden] or [length, hidden].",
        settings: [
            .optional(
                "activation", "of the hidden state", .word(["tanh", "relu"]),
                standard: .text("tanh"))
        ]
    ) { $0.form = $1.word("activation") == "relu" ? .relu : .tanh }

    static let lstm = recurrent(
        LSTM.self, "lstm", "A long short-term memory (Hochreiter and Schmidhuber 1997).")

    static let gru = recurrent(GRU.self, "gru", "Gated recurrent units (Cho et al. 2014).")

    private static func recurrent<Kind: RecurrentLayer & SendableMetatype>(
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
                        "output", "the last hidden state, or that of each place",
                        .word(["last", "sequence"]), standard: .text("last")),
                    .optional(
                        "initial-state", "whether the first hidden state is 0 or learned",
                        .word(["zeros", "learned"]), standard: .text("zeros"),
                        synonyms: ["initial_state", "h0", "hidden-state"]),
                ] + settings + Setting.weights(ComponentSpecification(kind: "pytorch-default")),
                shorthand: "hidden"),
            input: .sequences,
            shape: { settings, input in
                let width = settings.integer("hidden") * directions(settings)
                return settings.word("output") == "last" ? [width] : [input[0], width]
            },
            ownParameterCount: { settings, input in
                let hidden = settings.integer("hidden")
                let directions = directions(settings)
                let first = input[1] + hidden + 2
                let later = directions * hidden + hidden + 2
                let rows = Kind.gates * hidden * directions
                let layers = settings.integer("layers")
                let learned =
                    settings.word("initial-state") == "learned"
                    ? Kind.states * hidden * directions * layers : 0
                return rows * (first + (layers - 1) * later) + learned
            },
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

    private static func directions(_ settings: Settings) -> Int {
        settings.flag("bidirectional") ? 2 : 1
    }
}
