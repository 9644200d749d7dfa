internal import Jobs
internal import Networks

extension LayerKind {
    static let elu = LayerKind(
        component: ComponentKind(
            name: "elu",
            summary: "x above 0, α · (exp(x) − 1) below (Clevert et al. 2015).",
            settings: [
                .optional(
                    "alpha", "the limit −α far below 0", .number(.notNegative), standard: .real(1))
            ],
            shorthand: "alpha"),
        make: { settings, _, _ in ELU(alpha: settings.number("alpha")) })

    static let selu = LayerKind(
        component: ComponentKind(
            name: "selu",
            summary:
                "ELU scaled so that signals keep mean 0 and variance 1 (Klambauer et al. 2017)."),
        make: { _, _, _ in SELU() })

    static let silu = LayerKind(
        component: ComponentKind(
            name: "silu",
            summary: "x · sigmoid(x), also called swish.",
            synonyms: ["swish"]),
        make: { _, _, _ in SiLU() })

    static let softplus = LayerKind(
        component: ComponentKind(
            name: "softplus",
            summary: "log(1 + exp(β · x)) / β.",
            settings: [
                .optional("beta", "how sharp the bend is", .number(.positive), standard: .real(1))
            ],
            shorthand: "beta"),
        make: { settings, _, _ in Softplus(beta: settings.number("beta")) })

    static let hardSwish = LayerKind(
        component: ComponentKind(
            name: "hard-swish",
            summary: "x · min(max(x + 3, 0), 6) / 6.",
            synonyms: ["hardswish"]),
        make: { _, _, _ in HardSwish() })

    static let prelu = LayerKind(
        component: ComponentKind(
            name: "prelu",
            summary: "x above 0, a learned slope · x below: one slope, or one for each channel.",
            synonyms: ["parametric-relu"],
            settings: [
                .optional(
                    "per-channel", "whether each channel has a slope of its own", .flag,
                    standard: .flag(false)),
                .optional(
                    "slope", "the slope at the start", .number(.notNegative),
                    standard: .real(0.25)),
                .frozen,
            ]),
        ownParameterCount: { settings, input in slopes(settings, input) },
        make: { settings, input, _ in
            PReLU(channels: slopes(settings, input), slope: settings.number("slope"))
        })

    private static func slopes(_ settings: Settings, _ input: Shape) -> Int {
        settings.flag("per-channel") ? input.last ?? 1 : 1
    }
}
