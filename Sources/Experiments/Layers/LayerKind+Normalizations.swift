internal import Jobs
internal import Networks

extension LayerKind {
    static let layerNorm = LayerKind(
        component: ComponentKind(
            name: "layer-norm",
            summary:
                "Normalises the last axis to mean 0 and variance 1, then scales and shifts it.",
            synonyms: ["layernorm", "ln"], settings: [epsilon, .frozen]),
        ownParameterCount: { _, input in 2 * (input.last ?? 0) },
        make: { settings, input, _ in
            LayerNorm(input.last ?? 0, epsilon: settings.number("epsilon"))
        })

    static let rmsNorm = LayerKind(
        component: ComponentKind(
            name: "rms-norm",
            summary: "Divides the last axis by its root mean square, then scales it.",
            synonyms: ["rmsnorm"], settings: [epsilon, .frozen]),
        ownParameterCount: { _, input in input.last ?? 0 },
        make: { settings, input, _ in
            RMSNorm(input.last ?? 0, epsilon: settings.number("epsilon"))
        })

    static let groupNorm = LayerKind(
        component: ComponentKind(
            name: "group-norm",
            summary: "Normalises groups of an image's channels (Wu and He 2018).",
            synonyms: ["groupnorm", "gn"],
            settings: [
                .required("groups", "how many groups the channels form", .integer(1...65_536)),
                epsilon, .frozen,
            ],
            shorthand: "groups"),
        input: .images,
        shape: { settings, input throws(ShapeProblem) in
            let groups = settings.integer("groups")
            guard input[2] % groups == 0 else {
                throw ShapeProblem(
                    "the \(input[2]) channels of its input \(input) do not split into"
                        + " \(groups) groups")
            }
            return input
        },
        ownParameterCount: { _, input in 2 * input[2] },
        make: { settings, input, _ in
            GroupNorm(
                groups: settings.integer("groups"), channels: input[2],
                epsilon: settings.number("epsilon"))
        })

    static let instanceNorm2d = LayerKind(
        component: ComponentKind(
            name: "instance-norm2d",
            summary: "Normalises each channel of each image.",
            synonyms: ["instance-norm", "instancenorm"],
            settings: [
                .optional(
                    "affine", "whether a learned scale and shift follow", .flag,
                    standard: .flag(false)), epsilon, .frozen,
            ]),
        input: .images,
        ownParameterCount: { settings, input in settings.flag("affine") ? 2 * input[2] : 0 },
        make: { settings, input, _ in
            InstanceNorm2d(
                input[2], affine: settings.flag("affine"), epsilon: settings.number("epsilon"))
        })

    private static let epsilon = Setting.optional(
        "epsilon", "added to the variance", .number(.positive), standard: .real(1e-5),
        synonyms: ["eps"])
}
