internal import Jobs
internal import Networks

/// One way for weights or biases to start.
struct InitializerKind: Catalogued {
    let component: ComponentKind
    let make: @Sendable (Settings) -> Initializer

    private init(
        _ name: String, aliases: [String] = [], synonyms: [String] = [], setting: Setting? = nil,
        make: @escaping @Sendable (Settings) -> Initializer
    ) {
        component = ComponentKind(
            name: name, aliases: aliases, synonyms: synonyms,
            settings: setting.map { [$0] } ?? [], shorthand: setting?.name)
        self.make = make
    }

    static let he = InitializerKind(
        "he", aliases: ["kaiming", "he-normal", "kaiming-normal"], make: { _ in .he })
    static let heUniform = InitializerKind(
        "he-uniform", aliases: ["kaiming-uniform"], make: { _ in .heUniform })
    static let glorot = InitializerKind(
        "glorot", aliases: ["xavier", "glorot-uniform", "xavier-uniform"], make: { _ in .glorot })
    static let glorotNormal = InitializerKind(
        "glorot-normal", aliases: ["xavier-normal"], make: { _ in .glorotNormal })
    static let normal = InitializerKind(
        "normal", synonyms: ["gaussian", "random-normal"],
        setting: .required(
            "deviation", "the standard deviation", .number(.notNegative),
            synonyms: ["std", "stddev", "sigma", "standard-deviation", "scale"]),
        make: { .normal(deviation: $0.number("deviation")) })
    static let uniform = InitializerKind(
        "uniform", synonyms: ["random-uniform"],
        setting: .required(
            "bound", "the largest magnitude", .number(.notNegative), synonyms: ["limit", "max"]),
        make: { .uniform(bound: $0.number("bound")) })
    static let constant = InitializerKind(
        "constant", synonyms: ["ones"],
        setting: .required("value", "the value of every weight", .number(.any)),
        make: { .constant($0.number("value")) })
    static let zeros = InitializerKind("zeros", aliases: ["zero"], make: { _ in .zeros })
    /// Weights and, where nothing else is said, biases uniform within 1 / √fan-in.
    static let pytorchDefault = InitializerKind(
        "pytorch-default", synonyms: ["pytorch", "torch"], make: { _ in .pytorch })
}

extension Settings {
    /// How the layer's weights and biases start.
    var initializer: Initializer {
        let weight = component("initializer").map(Self.initializer) ?? .he
        guard let bias = component("bias-initializer").map(Self.initializer) else { return weight }
        return Initializer(weight: weight.weight, bias: bias.weight)
    }

    private static func initializer(_ specification: ComponentSpecification) -> Initializer {
        let (kind, settings) = Catalogue.initializers.settings(specification)
        return kind.make(settings)
    }
}
