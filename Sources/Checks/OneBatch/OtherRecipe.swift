internal import Experiments
internal import Jobs
internal import Training

/// What is tried where an experiment's own recipe does not memorise a batch: the same optimizer at
/// other learning rates, then reference optimizers. The first that succeeds says what is wrong.
struct OtherRecipe {
    /// The probe's.
    let name: String
    let words: String
    let advice: String
    /// What makes it of the experiment: without clipping where that is of another optimizer.
    let edits: [Edit]

    static func all(for specification: ExperimentSpecification) -> [OtherRecipe] {
        [0.1, 10, 0.01, 100].compactMap { rate(times: $0, of: specification) } + [
            reference("adam", 1e-3, "adam-1e-3", "adam at 0.001", specification),
            reference("adam", 1e-2, "adam-1e-2", "adam at 0.01", specification),
            reference("sgd", 0.05, "sgd-5e-2", "sgd with momentum at 0.05", specification),
        ]
    }

    /// Nil where that is no rate any more.
    private static func rate(
        times factor: Double, of specification: ExperimentSpecification
    ) -> OtherRecipe? {
        let own = specification.freshOptimizer.learningRate
        guard own * factor > 0, (own * factor).isFinite else { return nil }
        let better = Figure.text(own * factor)
        return OtherRecipe(
            name: "rate-times-\(ParameterValue(number: factor))",
            words: "a learning rate of \(better)",
            advice: "The network is sound, its learning rate of \(Figure.text(own)) too "
                + "\(factor < 1 ? "high" : "low"): take \(better).",
            edits: [.set(.optimizer, key: "learning-rate", value: .scalar(.real(own * factor)))])
    }

    private static func reference(
        _ kind: String, _ rate: Double, _ name: String, _ words: String,
        _ specification: ExperimentSpecification
    ) -> OtherRecipe {
        var settings = ["learning-rate": SettingValue.scalar(.real(rate))]
        if kind == "sgd" { settings["momentum"] = .scalar(.real(0.9)) }
        let optimizer = ComponentSpecification(kind: kind, settings: settings)
        return OtherRecipe(
            name: name, words: words,
            advice: "The network is sound, its recipe far too slow or too fast: try \(words), or "
                + "`preflight learning-rates`.",
            edits: [.replace(.optimizer, with: optimizer)]
                + (kind == specification.optimizer.kind ? [] : [.switchOff(.clipping)]))
    }
}
