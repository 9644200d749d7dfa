internal import Jobs

/// One optimizer and its keys.
struct OptimizerKind: Catalogued {
    let component: ComponentKind

    private static let learningRateNames = ["lr", "rate", "step-size", "alpha", "eta"]

    private static let weightDecay = Setting.optional(
        "weight-decay", .number(.notNegative), standard: .integer(0),
        synonyms: ["wd", "l2", "decay"])

    static let sgd = OptimizerKind(
        component: ComponentKind(
            name: "sgd", synonyms: ["momentum", "nesterov", "gradient-descent"],
            settings: [
                .required(
                    "learning-rate", "the step size", .number(.positive),
                    synonyms: learningRateNames),
                .optional("momentum", .number(.fraction), standard: .integer(0)),
                .optional("nesterov", .flag, standard: .flag(false)),
                weightDecay,
            ],
            shorthand: "learning-rate",
            objection: { settings in
                settings.flag("nesterov") && settings.number("momentum") == 0
                    ? "\"nesterov\" needs a \"momentum\" above 0" : nil
            }))

    static let adam = OptimizerKind(component: adaptive("adam", weightDecay))

    /// Weight decay apart from the gradient, by default 0.01 as in PyTorch.
    static let adamW = OptimizerKind(
        component: adaptive(
            "adamw",
            .optional(
                "weight-decay", .number(.notNegative), standard: .real(0.01),
                synonyms: ["wd", "l2", "decay"])))

    private static func adaptive(_ name: String, _ weightDecay: Setting) -> ComponentKind {
        ComponentKind(
            name: name,
            settings: [
                .optional(
                    "learning-rate", .number(.positive), standard: .real(1e-3),
                    synonyms: learningRateNames),
                Setting(
                    name: "betas", meaning: "", kind: .numbers([.fraction, .fraction]),
                    isRequired: false,
                    standard: .list([.scalar(.real(0.9)), .scalar(.real(0.999))]),
                    synonyms: ["beta", "beta1", "beta2"]),
                .optional(
                    "epsilon", .number(.positive), standard: .real(1e-8), synonyms: ["eps"]),
                weightDecay,
            ],
            shorthand: "learning-rate")
    }
}
