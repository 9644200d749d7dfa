internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

extension EnginePart {
    /// U09: dropout drops at its rate while training and nothing at evaluation; running statistics
    /// move while training alone. All layers together share the level of one check.
    static let modeToggles = EnginePart("mode-toggles", "dropout and normalization follow the mode")
    { recipe in
        let network = recipe.network()
        let inputs = recipe.training.inputs
        let statistics = network.parameters.filter { !$0.parameter.isTrainable }
        let before = statistics.map { $0.parameter.value.bits }
        let evaluated = network.activations(inputs)
        let after = statistics.map { $0.parameter.value.bits }
        var problems = before == after ? [] : ["running statistics move at evaluation"]
        let trained = network.activations(inputs, mode: recipe.trainingMode())
        problems += zip(statistics, after).filter { $0.0.parameter.value.bits == $0.1 }
            .map { "\($0.0.name) does not move while training" }
        let dropouts = zip(trained, evaluated).filter { $0.0.layer is Dropout }
        let deviations = Chance.quantile(
            twoSided: Significance.level / Double(max(dropouts.count, 1)))
        for (training, evaluation) in dropouts {
            let rate = (training.layer as? Dropout)?.rate ?? 0
            let (dropped, count) = zeroed(training)
            let share = Statistics.wilson(successes: dropped, of: count, z: deviations)
            if !share.contains(rate) {
                problems.append("\(training.path) drops \(dropped) of \(count) while training")
            }
            if evaluation.input.bits != evaluation.output.bits {
                problems.append("\(training.path) changes values at evaluation")
            }
        }
        if statistics.isEmpty, dropouts.isEmpty {
            return .idle("no layer of the network's own list behaves differently while training")
        }
        guard problems.isEmpty else { return .fails(problems.joined(separator: "; ")) }
        return .holds(
            [
                dropouts.isEmpty ? nil : "dropout drops at its rate and rests at evaluation",
                statistics.isEmpty ? nil : "running statistics move while training alone",
            ].compactMap { $0 }.joined(separator: "; "))
    }

    /// U10: running = (1 - momentum) running + momentum batch, by sums of its own.
    static let normStatistics = EnginePart(
        "norm-statistics", "running statistics move towards those of the batch"
    ) { recipe in
        let network = recipe.network()
        let inputs = recipe.training.inputs
        let norms = network.activations(inputs).compactMap { $0.layer as? any BatchNormalization }
        let before = norms.map { ($0.runningMean.value.doubles, $0.runningVariance.value.doubles) }
        let seen = network.activations(inputs, mode: recipe.trainingMode())
            .filter { $0.layer is any BatchNormalization }
        let each = Set(norms.map { ObjectIdentifier($0.runningMean) })
        guard !norms.isEmpty, each.count == norms.count else {
            return .idle("no batch normalization of the network's own list")
        }
        for (norm, (activation, old)) in zip(norms, zip(seen, before)) {
            let values = activation.input.doubles
            let count = values.count / norm.channels
            guard count > 1, values.allSatisfy(\.isFinite) else { continue }
            for channel in 0..<norm.channels {
                let own = stride(from: channel, to: values.count, by: norm.channels).map {
                    values[$0]
                }
                let mean = own.reduce(0, +) / Double(count)
                let variance =
                    own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
                let wanted = [
                    old.0[channel] * (1 - norm.momentum) + norm.momentum * mean,
                    old.1[channel] * (1 - norm.momentum) + norm.momentum * variance,
                ]
                let found = [norm.runningMean, norm.runningVariance].map {
                    $0.value.doubles[channel]
                }
                let size = max(variance.squareRoot(), abs(mean), 1e-3)
                if abs(found[0] - wanted[0]) > 1e-3 * size
                    || abs(found[1] - wanted[1]) > 1e-3 * max(size * size, 1)
                {
                    return .fails(
                        "\(activation.path) has the running mean \(Figure.text(found[0])) and "
                            + "variance \(Figure.text(found[1])) in channel \(channel), not "
                            + "\(Figure.text(wanted[0])) and \(Figure.text(wanted[1]))")
                }
            }
        }
        return .holds("\(norms.count) normalizations move towards the batch by their momentum")
    }

    /// How many of the values that were not 0 the layer set to 0.
    private static func zeroed(_ activation: Activation) -> (dropped: Int, count: Int) {
        var (dropped, count) = (0, 0)
        for (input, output) in zip(activation.input.scalars, activation.output.scalars)
        where input != 0 {
            count += 1
            if output == 0 { dropped += 1 }
        }
        return (dropped, count)
    }
}
