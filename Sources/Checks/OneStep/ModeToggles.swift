public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U09: dropout drops at its rate while training and not at all at evaluation; batch
/// normalization's running figures move while training and not at evaluation.
public struct ModeToggles: Examination {
    public static let name = "mode-toggles"
    public static let verifies = "dropout and batch normalization follow the mode"
    public var expected: String {
        "dropped share within a \(Figure.coverage(standardErrors)) % interval of its rate; 0 in "
            + "evaluation"
    }
    public static let tier = 1

    @Threshold(
        .positive, "a dropped share farther than this many standard errors from its rate fails")
    public var standardErrors = 3.29

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let network = recipe.network()
        let batch = try recipe.sample(256, passes: 2, of: self)
        let statistics = network.parameters.filter { !$0.parameter.isTrainable }
        let before = statistics.map { $0.parameter.value.scalars }
        let evaluated = network.activations(batch.inputs)
        let after = statistics.map { $0.parameter.value.scalars }
        var problems: [String] = []
        if before != after { problems.append("running statistics move at evaluation") }
        let trained = network.activations(batch.inputs, mode: recipe.trainingMode())
        let moved = zip(statistics, after).filter { $0.0.parameter.value.scalars == $0.1 }
        problems += moved.map { "\($0.0.name) does not move while training" }
        var measurements: [Measurement] = []
        for (training, evaluation) in zip(trained, evaluated) {
            guard let dropout = training.layer as? Dropout else { continue }
            let (dropped, count) = zeroed(training)
            let share = Statistics.wilson(successes: dropped, of: count, z: standardErrors)
            measurements.append(
                Measurement(
                    name: "dropped by \(training.path)",
                    value: Double(dropped) / Double(max(count, 1)),
                    expected: Figure.text(dropout.rate)))
            if !share.contains(dropout.rate) {
                problems.append("\(training.path) drops \(dropped) of \(count) while training")
            }
            if evaluation.input.scalars != evaluation.output.scalars {
                problems.append("\(training.path) changes values at evaluation")
            }
        }
        if statistics.isEmpty, measurements.isEmpty {
            return finding(
                .skipped,
                network.isRandomInTraining
                    ? "dropout is inside of blocks alone, where its rate cannot be seen"
                    : "no layer behaves differently while training")
        }
        if !problems.isEmpty {
            return finding(
                .failed, problems.joined(separator: "; "),
                advice: "The mode does not reach these layers: training runs in training mode, "
                    + "every judgement in evaluation mode.", measurements: measurements)
        }
        return finding(
            .passed,
            [
                measurements.isEmpty ? nil : "dropout drops at its rate and rests at evaluation",
                statistics.isEmpty ? nil : "running statistics move while training alone",
            ].compactMap { $0 }.joined(separator: "; "), measurements: measurements)
    }

    /// How many of the values that were not 0 the layer set to 0.
    private func zeroed(_ activation: Activation) -> (dropped: Int, count: Int) {
        var (dropped, count) = (0, 0)
        for (input, output) in zip(activation.input.scalars, activation.output.scalars)
        where input != 0 {
            count += 1
            if output == 0 { dropped += 1 }
        }
        return (dropped, count)
    }
}
