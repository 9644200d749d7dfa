internal import Jobs
internal import Training

/// One optimizer and its keys.
struct OptimizerKind: Catalogued {
    let component: ComponentKind
    /// Makes the optimizer, without any memory.
    let make: @Sendable (Settings) -> any Optimizer

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
            }),
        make: { settings in
            SGD(
                learningRate: settings.number("learning-rate"),
                momentum: settings.number("momentum"), isNesterov: settings.flag("nesterov"),
                weightDecay: settings.number("weight-decay"))
        })

    static let adam = OptimizerKind(
        component: adaptive("adam", weightDecay),
        make: { settings in
            let (beta1, beta2) = settings.betas
            return Adam(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"),
                weightDecay: settings.number("weight-decay"))
        })

    /// Weight decay apart from the gradient, by default 0.01 as in PyTorch.
    static let adamW = OptimizerKind(
        component: adaptive(
            "adamw",
            .optional(
                "weight-decay", .number(.notNegative), standard: .real(0.01),
                synonyms: ["wd", "l2", "decay"])),
        make: { settings in
            let (beta1, beta2) = settings.betas
            return AdamW(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"),
                weightDecay: settings.number("weight-decay"))
        })

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

extension Settings {
    fileprivate var betas: (Double, Double) {
        guard let both = numbers("betas") else { fatalError("betas are two numbers") }
        return (both[0], both[1])
    }
}
