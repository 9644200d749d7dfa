internal import Components

/// The keys that optimizers share.
extension Setting {
    static let learningRateNames = ["lr", "rate", "step-size", "alpha", "eta"]

    static func learningRate(_ standard: Double) -> Setting {
        .optional(
            "learning-rate", "the step size", .number(.positive), standard: .real(standard),
            synonyms: learningRateNames)
    }

    static let momentum = Setting.optional(
        "momentum", "the share of the last step that each step keeps", .number(.fraction),
        standard: .integer(0))

    static func betas(_ second: Double) -> Setting {
        Setting(
            name: "betas", meaning: "the shares that the two running averages keep",
            kind: .numbers([.fraction, .fraction]), isRequired: false,
            standard: .list([.scalar(.real(0.9)), .scalar(.real(second))]),
            synonyms: ["beta", "beta1", "beta2"])
    }

    static func epsilon(_ standard: Double) -> Setting {
        .optional(
            "epsilon", "added to the denominator", .number(.positive), standard: .real(standard),
            synonyms: ["eps"])
    }
}

extension Settings {
    var betas: (Double, Double) {
        guard let both = numbers("betas") else { fatalError("betas are two numbers") }
        return (both[0], both[1])
    }
}
