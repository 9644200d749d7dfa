public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U04 and M04: a few steps change every tensor that is to learn and leave frozen ones bit for bit.
///
/// Layers frozen while they hold random initial weights, which no file can mean to keep, warn.
public struct ParametersMove: Examination {
    public static let name = "parameters-move"
    public static let verifies = "training changes every parameter that it should, and no other"
    public static let explains = Symptoms.ofTraining
    public var expected: String { "all learned tensors change, frozen ones stay bit for bit" }
    public static let tier = 1

    @Threshold(1...1000, "the steps within which a tensor must move")
    public var steps = 5

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let network = recipe.network()
        let all = network.parameters.filter { $0.parameter.isTrainable }
        let before = all.map { $0.parameter.value.scalars }
        var loop = recipe.loop(network)
        let batch = try recipe.sample(recipe.batchSize, passes: 3 * steps, least: 2, of: self)
        for _ in 0..<steps { loop.step(on: batch) }
        let moved = zip(all, before).map { $0.0.parameter.value.scalars != $0.1 }
        let stuck = zip(all, moved).filter { $0.0.isLearned && !$0.1 }.map(\.0.name)
        let drifting = zip(all, moved).filter { !$0.0.isLearned && $0.1 }.map(\.0.name)
        let frozen = all.filter { !$0.isLearned }
        let frozenScalars = frozen.reduce(0) { $0 + $1.parameter.value.count }
        let share = Double(frozenScalars) / Double(max(network.trainableCount, 1))
        let measurements = [
            Measurement(
                name: "tensors that should move and do not", value: Double(stuck.count),
                expected: "0"),
            Measurement(
                name: "frozen tensors that move", value: Double(drifting.count), expected: "0"),
            Measurement(
                name: "frozen share of the parameters", value: 100 * share, expected: "0",
                unit: "%"),
        ]
        if let first = stuck.first ?? drifting.first {
            return finding(
                .failed,
                stuck.isEmpty
                    ? "\(drifting.count) frozen tensors move, first \(first)"
                    : "\(stuck.count) of \(all.count) tensors do not move, first \(first)",
                advice: stuck.isEmpty
                    ? "The optimizer holds parameters that are declared frozen."
                    : "See gradients-exist; then check that the optimizer holds these tensors and "
                        + "that the learning rate is not 0, nor so small that its steps vanish "
                        + "beside the weights (below 6e-8 of them).", measurements: measurements)
        }
        if let first = frozen.first {
            return finding(
                .warned,
                "\(frozen.count) of \(all.count) tensors are frozen at random initial weights, "
                    + "first \(first.name): \(Figure.text(100 * share)) % of the parameters never "
                    + "learn",
                advice: "Remove `frozen: true` unless an untrained layer is really meant.",
                explains: Self.explains
                    + [OverfitOneBatch.name, "rate-sweep", CapacityByWidth.name, "step-length"],
                measurements: measurements)
        }
        return finding(
            .passed, "all \(all.count) tensors move within \(Figure.words(steps)) steps",
            measurements: measurements)
    }
}
