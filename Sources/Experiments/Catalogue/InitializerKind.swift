/// One way for weights or biases to start.
struct InitializerKind: Catalogued {
    let component: ComponentKind

    private init(
        _ name: String, aliases: [String] = [], synonyms: [String] = [], setting: Setting? = nil
    ) {
        component = ComponentKind(
            name: name, aliases: aliases, synonyms: synonyms,
            settings: setting.map { [$0] } ?? [], shorthand: setting?.name)
    }

    static let he = InitializerKind(
        "he", aliases: ["kaiming", "he-normal", "kaiming-normal"])
    static let heUniform = InitializerKind("he-uniform", aliases: ["kaiming-uniform"])
    static let glorot = InitializerKind(
        "glorot", aliases: ["xavier", "glorot-uniform", "xavier-uniform"])
    static let glorotNormal = InitializerKind("glorot-normal", aliases: ["xavier-normal"])
    static let normal = InitializerKind(
        "normal", synonyms: ["gaussian", "random-normal"],
        setting: .required(
            "deviation", "the standard deviation", .number(.notNegative),
            synonyms: ["std", "stddev", "sigma", "standard-deviation", "scale"]))
    static let uniform = InitializerKind(
        "uniform", synonyms: ["random-uniform"],
        setting: .required(
            "bound", "the largest magnitude", .number(.notNegative), synonyms: ["limit", "max"]))
    static let constant = InitializerKind(
        "constant", synonyms: ["ones"],
        setting: .required("value", "the value of every weight", .number(.any)))
    static let zeros = InitializerKind("zeros", aliases: ["zero"])
    /// Weights and, where nothing else is said, biases uniform within 1 / √fan-in.
    static let pytorchDefault = InitializerKind("pytorch-default", synonyms: ["pytorch", "torch"])
}
