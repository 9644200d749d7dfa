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
        _ name: String, _ summary: String, synonyms: [String] = [], settings: [Setting],
        weightDecay: Double = 0,
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil },
        make: @escaping @Sendable (Settings) -> any Optimizer
    ) {
        component = ComponentKind(
            name: name, summary: summary, synonyms: synonyms,
            settings: settings + [
                Setting.optional(
                    "weight-decay", "how much of each weight a step takes away",
                    .number(.notNegative),
                    standard: ParameterValue(number: weightDecay), synonyms: ["wd", "l2", "decay"]
                ).asRegulariser,
                .optional(
                    "decay-biases", "whether biases and normalisations decay too", .flag,
                    standard: .flag(true),
                    synonyms: ["decay-norms", "no-decay", "decay-bias"]),
            ],
            shorthand: "learning-rate", objection: objection)
        makePlain = make
    }

    private static let learningRateNames = ["lr", "rate", "step-size", "alpha", "eta"]

    private static func learningRate(_ standard: Double) -> Setting {
        .optional(
            "learning-rate", "the step size", .number(.positive), standard: .real(standard),
            synonyms: learningRateNames)
    }

    private static let momentum = Setting.optional(
        "momentum", "the share of the last step that each step keeps", .number(.fraction),
        standard: .integer(0))

    private static func betas(_ second: Double) -> Setting {
        Setting(
            name: "betas", meaning: "the shares that the two running averages keep",
            kind: .numbers([.fraction, .fraction]), isRequired: false,
            standard: .list([.scalar(.real(0.9)), .scalar(.real(second))]),
            synonyms: ["beta", "beta1", "beta2"])
    }

    private static func epsilon(_ standard: Double) -> Setting {
        .optional(
            "epsilon", "added to the denominator", .number(.positive), standard: .real(standard),
            synonyms: ["eps"])
    }

    static let sgd = OptimizerKind(
        "sgd", "Stochastic gradient descent, with momentum where asked.",
        synonyms: ["momentum", "nesterov", "gradient-descent"],
        settings: [
            .required(
                "learning-rate", "the step size", .number(.positive), synonyms: learningRateNames),
            momentum,
            .optional(
                "nesterov", "whether the gradient is taken one step ahead", .flag,
                standard: .flag(false)),
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
        "adam", "Steps by the gradient's running mean over its size (Kingma and Ba 2014).",
        settings: [learningRate(1e-3), betas(0.999), epsilon(1e-8)],
        make: { settings in
            let (beta1, beta2) = settings.betas
            return Adam(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })

    static let adamW = OptimizerKind(
        "adamw", "Adam with weight decay apart from the gradient (Loshchilov and Hutter 2017).",
        settings: [learningRate(1e-3), betas(0.999), epsilon(1e-8)], weightDecay: 0.01,
        make: { settings in
            let (beta1, beta2) = settings.betas
            return AdamW(
                learningRate: settings.number("learning-rate"), beta1: beta1, beta2: beta2,
                epsilon: settings.number("epsilon"), weightDecay: settings.number("weight-decay"))
        })

    static let rmsProp = OptimizerKind(
        "rmsprop", "Steps by the gradient over its running size (Tieleman and Hinton 2012).",
        synonyms: ["rms-prop"],
        settings: [
            learningRate(1e-2),
            .optional(
                "smoothing", "the share that the running mean of squares keeps", .number(.fraction),
                standard: .real(0.99),
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
        "adagrad", "Steps by the gradient over the root of all its squares (Duchi et al. 2011).",
        settings: [
            learningRate(1e-2),
            .optional(
                "learning-rate-decay", "the rate is divided by 1 + this · steps done",
                .number(.notNegative), standard: .integer(0),
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
        "nadam", "Adam with Nesterov's momentum (Dozat 2016).",
        settings: [
            learningRate(2e-3), betas(0.999), epsilon(1e-8),
            .optional(
                "momentum-decay", "how fast the momentum grows to its final value",
                .number(.notNegative), standard: .real(4e-3)),
            .optional(
                "decoupled", "whether weight decay stays apart from the gradient", .flag,
                standard: .flag(false), synonyms: ["decoupled-weight-decay"]),
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
        "lion", "Steps by the sign of the gradient's running mean (Chen et al. 2023).",
        settings: [learningRate(1e-4), betas(0.99)],
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
