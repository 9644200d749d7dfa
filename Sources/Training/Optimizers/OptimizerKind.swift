package import Components

/// One optimizer that a file can name, and its keys.
///
/// The kind stands in the optimizer's own file.
package struct OptimizerKind: Catalogued {
    package let component: ComponentKind
    private let makePlain: @Sendable (Settings) -> any Optimizer

    /// Makes the optimizer, without any memory.
    package func make(_ settings: Settings) -> any Optimizer {
        var optimizer = makePlain(settings)
        optimizer.groups.decaysBiases = settings.flag("decay-biases")
        return optimizer
    }

    init(
        _ name: String, _ summary: String, synonyms: [String] = [], settings: [Setting],
        weightDecay: Double = 0,
        objection: @escaping @Sendable (Settings) -> String? = { _ in nil },
        make: @escaping @Sendable (Settings) -> any Optimizer
    ) {
        component = ComponentKind(
            name: name, summary: summary, synonyms: synonyms,
            settings: settings + [
                .optional(
                    "weight-decay", "how much of each weight a step takes away",
                    .number(.notNegative),
                    standard: ParameterValue(number: weightDecay), synonyms: ["wd", "l2", "decay"]),
                .optional(
                    "decay-biases", "whether biases and normalisations decay too", .flag,
                    standard: .flag(true),
                    synonyms: ["decay-norms", "no-decay", "decay-bias"]),
            ],
            shorthand: "learning-rate", objection: objection)
        makePlain = make
    }
}

/// Every optimizer that a file can name, in the order in which errors list them.
extension Catalogue where Entry == OptimizerKind {
    package static let optimizers: Catalogue<OptimizerKind> = Catalogue(
        noun: "optimizer",
        entries: [.sgd, .adam, .adamW, .rmsProp, .adagrad, .nadam, .lion, .adafactor])
}
