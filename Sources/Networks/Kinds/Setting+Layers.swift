internal import Components

/// The keys that kinds of layers share.
extension Setting {
    /// Of every layer with weights and biases.
    static let weights = weights(ComponentSpecification(kind: "he"))

    /// The same with another initializer where the file names none.
    static func weights(_ standard: ComponentSpecification) -> [Setting] {
        [
            initializer(standard),
            .optional(
                "bias-initializer", "how the biases start, else at what the initializer says",
                .component(.initializers), synonyms: ["bias-init"]),
            frozen,
        ]
    }

    static func initializer(_ standard: ComponentSpecification) -> Setting {
        Setting(
            name: "initializer", meaning: "how the weights start", kind: .component(.initializers),
            isRequired: false, standard: .component(standard),
            synonyms: ["init", "kernel-initializer", "weight-initializer"])
    }

    static let frozen = Setting.optional(
        "frozen", "whether training leaves the layer's numbers as they are", .flag,
        standard: .flag(false), synonyms: ["trainable", "freeze"])

    static let bias = Setting.optional(
        "bias", "whether a bias is added", .flag, standard: .flag(true), synonyms: ["use-bias"])

    static let epsilon = Setting.optional(
        "epsilon", "added to the variance", .number(.positive), standard: .real(1e-5),
        synonyms: ["eps"])
}

extension ComponentSpecification {
    /// Normal with deviation 1, as PyTorch's embeddings start.
    static let unitNormal = ComponentSpecification(
        kind: "normal", settings: ["deviation": .scalar(ParameterValue(number: 1))])

    static let glorot = ComponentSpecification(kind: "glorot")
}
