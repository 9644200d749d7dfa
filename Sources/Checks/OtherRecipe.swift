internal import Experiments
internal import Jobs
internal import Training

/// What is tried where an experiment's own recipe does not memorise a batch: the same optimizer at
/// other learning rates, then reference optimizers. The first that succeeds says what is wrong.
struct OtherRecipe {
    let words: String
    let advice: String
    private let optimizer: ComponentSpecification

    /// The subject with this recipe, and without clipping where that is of another optimizer.
    func applied(to subject: Recipe) -> Recipe {
        var other = subject
        other.specification.optimizer = optimizer
        if optimizer.kind != subject.specification.optimizer.kind {
            other.specification.training.clipNorm = nil
        }
        return other
    }

    static func all(for specification: ExperimentSpecification) -> [OtherRecipe] {
        [0.1, 10, 0.01, 100].map { rate(times: $0, of: specification) } + [
            reference("adam", 1e-3, "adam at 0.001"), reference("adam", 1e-2, "adam at 0.01"),
            reference("sgd", 0.05, "sgd with momentum at 0.05"),
        ]
    }

    private static func rate(
        times factor: Double, of specification: ExperimentSpecification
    ) -> OtherRecipe {
        let own = specification.freshOptimizer.learningRate
        var optimizer = specification.optimizer
        optimizer.settings["learning-rate"] = .scalar(.real(own * factor))
        let better = Figure.text(own * factor)
        return OtherRecipe(
            words: "a learning rate of \(better)",
            advice: "The network is sound, its learning rate of \(Figure.text(own)) too "
                + "\(factor < 1 ? "high" : "low"): take \(better).", optimizer: optimizer)
    }

    private static func reference(_ kind: String, _ rate: Double, _ words: String) -> OtherRecipe {
        var settings = ["learning-rate": SettingValue.scalar(.real(rate))]
        if kind == "sgd" { settings["momentum"] = .scalar(.real(0.9)) }
        return OtherRecipe(
            words: words,
            advice: "The network is sound, its recipe far too slow or too fast: try \(words), or "
                + "`preflight learning-rates`.",
            optimizer: ComponentSpecification(kind: kind, settings: settings))
    }
}
