package import Components

/// One way for weights or biases to start.
package struct InitializerKind: Catalogued {
    package let component: ComponentKind
    let make: @Sendable (Settings) -> Initializer

    private init(
        _ name: String, _ summary: String, aliases: [String] = [], synonyms: [String] = [],
        setting: Setting? = nil,
        make: @escaping @Sendable (Settings) -> Initializer
    ) {
        component = ComponentKind(
            name: name, summary: summary, aliases: aliases, synonyms: synonyms,
            settings: setting.map { [$0] } ?? [], shorthand: setting?.name)
        self.make = make
    }

    static let he = InitializerKind(
        "he", "Normal with the deviation √(2 / fan-in) (He et al. 2015).",
        aliases: ["kaiming", "he-normal", "kaiming-normal"], make: { _ in .he })
    static let heUniform = InitializerKind(
        "he-uniform", "Uniform within √(6 / fan-in) (He et al. 2015).",
        aliases: ["kaiming-uniform"], make: { _ in .heUniform })
    static let glorot = InitializerKind(
        "glorot", "Uniform within √(6 / (fan-in + fan-out)) (Glorot and Bengio 2010).",
        aliases: ["xavier", "glorot-uniform", "xavier-uniform"], make: { _ in .glorot })
    static let glorotNormal = InitializerKind(
        "glorot-normal",
        "Normal with the deviation √(2 / (fan-in + fan-out)) (Glorot and Bengio 2010).",
        aliases: ["xavier-normal"], make: { _ in .glorotNormal })
    static let normal = InitializerKind(
        "normal", "Normal with mean 0.", synonyms: ["gaussian", "random-normal"],
        setting: .required(
            "deviation", "the standard deviation", .number(.notNegative),
            synonyms: ["std", "stddev", "sigma", "standard-deviation", "scale"]),
        make: { .normal(deviation: $0.number("deviation")) })
    static let uniform = InitializerKind(
        "uniform", "Uniform between −bound and bound.", synonyms: ["random-uniform"],
        setting: .required(
            "bound", "the largest magnitude", .number(.notNegative), synonyms: ["limit", "max"]),
        make: { .uniform(bound: $0.number("bound")) })
    static let constant = InitializerKind(
        "constant", "The same value everywhere.", synonyms: ["ones"],
        setting: .required("value", "the value of every weight", .number(.any)),
        make: { .constant($0.number("value")) })
    static let zeros = InitializerKind(
        "zeros", "0 everywhere.", aliases: ["zero"], make: { _ in .zeros })
    static let pytorchDefault = InitializerKind(
        "pytorch-default",
        "Weights and, where nothing else is said, biases uniform within 1 / √fan-in.",
        synonyms: ["pytorch", "torch"], make: { _ in .pytorch })
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

extension Catalogue where Entry == InitializerKind {
    package static let initializers: Catalogue<InitializerKind> = Catalogue(
        noun: "initializer",
        entries: [
            .he, .heUniform, .glorot, .glorotNormal, .normal, .uniform, .constant, .zeros,
            .pytorchDefault,
        ])
}
