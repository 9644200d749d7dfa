internal import Jobs
internal import Networks

extension LayerKind {
    static let elu = LayerKind(
        component: ComponentKind(
            name: "elu",
            settings: [.optional("alpha", .number(.notNegative), standard: .real(1))],
            shorthand: "alpha"),
        make: { settings, _, _ in ELU(alpha: settings.number("alpha")) })

    static let selu = LayerKind(
        component: ComponentKind(name: "selu"), make: { _, _, _ in SELU() })

    static let silu = LayerKind(
        component: ComponentKind(name: "silu", synonyms: ["swish"]),
        make: { _, _, _ in SiLU() })

    static let softplus = LayerKind(
        component: ComponentKind(
            name: "softplus",
            settings: [.optional("beta", .number(.positive), standard: .real(1))],
            shorthand: "beta"),
        make: { settings, _, _ in Softplus(beta: settings.number("beta")) })

    static let hardSwish = LayerKind(
        component: ComponentKind(name: "hard-swish", synonyms: ["hardswish"]),
        make: { _, _, _ in HardSwish() })

    /// A learned slope below 0: one, or one for each channel.
    static let prelu = LayerKind(
        component: ComponentKind(
            name: "prelu", synonyms: ["parametric-relu"],
            settings: [
                .optional("per-channel", .flag, standard: .flag(false)),
                .optional("slope", .number(.notNegative), standard: .real(0.25)),
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
