internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

extension EnginePart {
    /// M09.
    static let axes = EnginePart("axes", "no reshape mixes the rows of a batch") {
        try Result(Axes().examine(ExactTraining($0)))
    }

    /// M12 and E09.
    static let batchIndependence = EnginePart(
        "batch-independence", "no row's outputs depend on the other rows"
    ) { try Result(BatchIndependence().examine(ExactTraining($0))) }

    /// M16.
    static let gradients = EnginePart("gradients", "gradients are those of finite differences") {
        let first = try Result(GradientCheck.exact.examine(ExactTraining($0)))
        // One unit of many may stand at the very bend of its ReLU, but not elsewhere as well.
        guard first.isBroken else { return first }
        return try Result(GradientCheck.exact.examine(ExactTraining($0, draw: 1)))
    }

    /// U03.
    static let predictedDrop = EnginePart(
        "predicted-drop", "a step lowers the loss as its gradients promise"
    ) { recipe in
        let training = ExactTraining(recipe)
        let step = training.freshStep().slopeAlone(on: training.rows(6), mode: .evaluation)
        guard step.loss.isFinite, step.gradients.norm > 1e-9 * max(abs(step.loss), 1e-9) else {
            return .idle("the loss has no finite slope")
        }
        return try Result(PredictedDrop().examine(training))
    }

    /// U08 and U14.
    static let accumulation = EnginePart(
        "accumulation", "the gradients of parts add up to those of the whole batch"
    ) { try Result(Accumulation().examine(ExactTraining($0))) }

    /// U02.
    static let freshGradients = EnginePart(
        "fresh-gradients", "each step uses the gradients of its own batch alone"
    ) { try Result(FreshGradients().examine($0)) }

    /// U05: the loop's steps against the optimizer alone, on copies of the parameters.
    static let updateRule = EnginePart("update-rule", "the optimizer changes what learns") {
        let replay = StepReplay($0, steps: 3)
        let expected = replay.changes(by: $0.specification.freshOptimizer)
        for (index, (step, rule)) in zip(replay.steps, expected).enumerated() {
            // The loop leaves the parameters alone where a step is not finite.
            guard step.report.loss.isFinite, step.slope.gradients.norm.isFinite else {
                return .idle("the loss or the gradients of step \(index + 1) are not finite")
            }
            let change = [Double].difference(
                replay.network.learnedValues(of: step.after),
                replay.network.learnedValues(of: step.before))
            let apart = [Double].difference(change, rule).norm
            // Weights that have run away round a change of their own.
            let rounding = 1e-6 * replay.network.learnedValues(of: step.after).norm
            if apart > 1e-4 * rule.norm + rounding {
                return .fails("step \(index + 1) makes another change than the optimizer")
            }
        }
        return .holds("three steps change every parameter as the optimizer does")
    }

    /// U07: without decay, the first change goes down the gradients that it was given.
    static let direction = EnginePart("direction", "the first step goes downhill") { recipe in
        var plain = recipe
        plain.specification.optimizer.settings["weight-decay"] = .scalar(.real(0))
        let replay = StepReplay(plain, steps: 1)
        let step = replay.steps[0]
        let change = [Double].difference(
            replay.network.learnedValues(of: step.after),
            replay.network.learnedValues(of: step.before))
        let given = replay.network.learnedValues(of: step.given)
        let product = zip(change, given).reduce(0) { $0 + $1.0 * $1.1 }
        guard product.isFinite, change.norm > 0, given.norm > 0, product != 0 else {
            return .idle("the first step changes nothing")
        }
        let cosine = -product / (change.norm * given.norm)
        return cosine > 0
            ? .holds("the cosine to the falling gradient is \(Figure.text(cosine))")
            : .fails("the first step goes uphill, at a cosine of \(Figure.text(cosine))")
    }

    /// U16: a step with gradients of 0 changes exactly what is declared to decay.
    static let decayTargets = EnginePart(
        "decay-targets", "weight decay changes what it is declared for alone"
    ) { recipe in
        let network = recipe.network()
        var optimizer = recipe.specification.freshOptimizer
        let decays = optimizer.weightDecay > 0.01
        let before = network.parameters.map { $0.parameter.value.bits }
        var gradients = ParameterGradients(of: network.parameters)
        for (index, named) in network.parameters.enumerated() where named.isLearned {
            gradients.values[index] = .zeros(named.parameter.shape)
        }
        optimizer.step(gradients, learningRate: 0.1)
        for (named, old) in zip(network.parameters, before) {
            let value = named.parameter.value
            guard value.scalars.allSatisfy(\.isFinite) else { continue }
            let isChosen =
                named.isLearned && optimizer.weightDecay > 0
                && (optimizer.groups.decaysBiases || value.rank > 1)
            if !isChosen, value.bits != old { return .fails("\(named.name) decays") }
            if isChosen, decays, value.bits == old, old.contains(where: { $0 << 1 != 0 }) {
                return .fails("\(named.name) does not decay")
            }
        }
        return .holds(
            optimizer.weightDecay == 0
                ? "without decay a gradient of 0 changes nothing"
                : "\(optimizer.groups.decaysBiases ? "all tensors" : "weights alone") decay")
    }
}
