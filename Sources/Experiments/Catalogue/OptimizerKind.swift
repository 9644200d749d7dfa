internal import Jobs
internal import Training

/// One optimizer and its keys.
struct OptimizerKind: Catalogued {
    let component: ComponentKind
    private let makePlain: @Sendable (Settings) -> any Optimizer

    /// Makes the optimizer, without any memory.
    func make(_ settings: Settings) -> any Optimizer {
        var optimizer = makePlain(settings)
        optimizer.groups.decaysBiases = settings.flag("decay-biases")
        return optimizer
    }

    private init(
        _ name: String, synonyms: [String] = [], settings: [Setting], weightDecay: Double = 0,
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil },
        make: @escaping @Sendable (Settings) -> any Optimizer
    ) {
        component = ComponentKind(
            name: name, synonyms: synonyms,
            settings: settings + [
                .optional(
                    "weight-decay", .number(.notNegative),
                    standard: ParameterValue(number: weightDecay), synonyms: ["wd", "l2", "decay"]),
                .optional(
                    "decay-biases", .flag, standard: .flag(true),
                    synonyms: ["decay-norms", "no-decay", "decay-bias"]),
            ],
            shorthand: "learning-rate", objection: objection)
        makePlain = make
    }

    private static let learningRateNames = ["lr", "rate", "step-size", "alpha", "eta"]

    private static func learningRate(_ standard: Double) -> Setting {
        .optional(
            "learning-rate", .number(.positive), standard: .real(standard),
            synonyms: learningRateNames)
    }

    private static let momentum = Setting.optional(
        "momentum", .number(.fraction), standard: .integer(0))

    private static func betas(_ second: Double) -> Setting {
        Setting(
            name: "betas", meaning: "", kind: .numbers([.fraction, .fraction]), isRequired: false,
            standard: .list([.scalar(.real(0.9)), .scalar(.real(second))]),
            synonyms: ["beta", "beta1", "beta2"])
    }

    private static func epsilon(_ standard: Double) -> Setting {
        .optional("epsilon", .number(.positive), standard: .real(standard), synonyms: ["eps"])
    }

    static let sgd = OptimizerKind(
        "sgd", synonyms: ["momentum", "nesterov", "gradient-descent"],
        settings: [
            .required(
                "learning-rate", "the step size", .number(.positive), synonyms: learningRateNames),
            momentum,
            .optional("nesterov", .flag, standard: .flag(false)),
        ],
        objection: { settings in
            settings.flag("nesterov") && settings.number("momentum") == 0
                ? "\"nesterov\" needs a \"momentum\" above 0" : nil
        },
        make: { settings in
            SGD(
                learningRate: settings.number("learning-rate"),
                momentum: settings.number("momentum"), isNesterov: settings.flag("nesterov"),
                weightDecay: settings.number("weight-decay"))
        })

    static let adam = OptimizerKind(
        "adam", settings: [learningRate(1e-3), betas(0.999), epsilon(1e-8)],
        make: { settings in
            let (beta1, beta2) = settings.betas
            return Adam(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })

    /// Weight decay apart from the gradient, by default 0.01 as in PyTorch.
    static let adamW = OptimizerKind(
        "adamw", settings: [learningRate(1e-3), betas(0.999), epsilon(1e-8)], weightDecay: 0.01,
        make: { settings in
            let (beta1, beta2) = settings.betas
            return AdamW(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })

    static let rmsProp = OptimizerKind(
        "rmsprop", synonyms: ["rms-prop"],
        settings: [
            learningRate(1e-2),
            .optional(
                "smoothing", .number(.fraction), standard: .real(0.99),
                synonyms: ["alpha", "rho", "beta"]),
            epsilon(1e-8), momentum,
        ],
        make: { settings in
            RMSprop(
                learningRate: settings.number("learning-rate"),
                smoothing: settings.number("smoothing"), epsilon: settings.number("epsilon"),
                momentum: settings.number("momentum"),
                weightDecay: settings.number("weight-decay"))
        })

    static let adagrad = OptimizerKind(
        "adagrad",
        settings: [
            learningRate(1e-2),
            .optional(
                "learning-rate-decay", .number(.notNegative), standard: .integer(0),
                synonyms: ["lr-decay"]),
            epsilon(1e-10),
        ],
        make: { settings in
            Adagrad(
                learningRate: settings.number("learning-rate"),
                learningRateDecay: settings.number("learning-rate-decay"),
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })

    static let nadam = OptimizerKind(
        "nadam",
        settings: [
            learningRate(2e-3), betas(0.999), epsilon(1e-8),
            .optional("momentum-decay", .number(.notNegative), standard: .real(4e-3)),
            .optional(
                "decoupled", .flag, standard: .flag(false), synonyms: ["decoupled-weight-decay"]),
        ],
        make: { settings in
            let (beta1, beta2) = settings.betas
            return NAdam(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"),
                momentumDecay: settings.number("momentum-decay"),
                decouplesDecay: settings.flag("decoupled"))
        })

    static let lion = OptimizerKind(
        "lion", settings: [learningRate(1e-4), betas(0.99)],
        make: { settings in
            let (beta1, beta2) = settings.betas
            return Lion(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                weightDecay: settings.number("weight-decay"))
        })
}

extension Settings {
    fileprivate var betas: (Double, Double) {
        guard let both = numbers("betas") else { fatalError("betas are two numbers") }
        return (both[0], both[1])
    }
}
