internal import Jobs
internal import Networks

extension LayerKind {
    static let linear = LayerKind(
        component: ComponentKind(
            name: "linear",
            summary: "A fully connected layer: [inputs] to [features], of a sequence at each step.",
            synonyms: ["dense", "fc", "fully-connected", "affine"],
            settings: [
                .required(
                    "features", "the number of outputs", .integer(1...1_048_576),
                    synonyms: ["units", "outputs", "out-features", "out_features", "size"]),
                .bias,
                .optional(
                    "tied", "whether the weight is that of the embedding before, or of which one",
                    .tie,
                    standard: .flag(false),
                    synonyms: ["tie", "tied-to", "tie-weights", "weight-tying", "shared"]),
            ] + Setting.weights,
            shorthand: "features",
            objection: { settings in
                settings.tie != nil && settings.flag("frozen")
                    ? "\"tied\" and \"frozen\" do not go together: freeze the embedding" : nil
            }),
        input: .vectors,
        shape: { settings, input in input.dropLast() + [settings.integer("features")] },
        ownParameterCount: { settings, input in
            let inputs = settings.tie != nil ? 0 : input[input.count - 1]
            return settings.integer("features") * (inputs + (settings.flag("bias") ? 1 : 0))
        },
        make: { settings, input, key in
            Linear(
                inputs: input[input.count - 1], outputs: settings.integer("features"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })
}
