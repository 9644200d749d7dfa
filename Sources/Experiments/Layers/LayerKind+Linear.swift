internal import Jobs
internal import Networks

extension LayerKind {
    static let linear = LayerKind(
        component: ComponentKind(
            name: "linear",
            summary: "A fully connected layer: [inputs] to [features].",
            synonyms: ["dense", "fc", "fully-connected", "affine"],
            settings: [
                .required(
                    "features", "the number of outputs", .integer(1...1_048_576),
                    synonyms: ["units", "outputs", "out-features", "out_features", "size"]),
                .bias,
            ] + Setting.weights,
            shorthand: "features"),
        input: .features,
        shape: { settings, _ in [settings.integer("features")] },
        shapeOfUnknown: { [$0.integer("features")] },
        ownParameterCount: { settings, input in
            settings.integer("features") * (input[0] + (settings.flag("bias") ? 1 : 0))
        },
        make: { settings, input, key in
            Linear(
                inputs: input[0], outputs: settings.integer("features"),
                bias: settings.flag("bias"), initializer: settings.initializer, key: key)
        })
}
