public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// U10 and E03: predictions are made in evaluation mode: they repeat bit for bit, and move no
/// running statistics.
public struct EvaluationMode: StepCheck {
    public static let name = "evaluation-mode"
    public static let verifies = "predictions are made in evaluation mode"
    public var expected: String { "two predictions equal bit for bit, running statistics at rest" }

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let step = training.freshStep()
        let network = step.network
        let inputs = training.rows(training.batchSize).inputs
        let statistics = network.parameters.filter { !$0.parameter.isTrainable }
        let before = statistics.map { $0.parameter.value.scalars }
        let first = step.predict(inputs).scalars
        let moved = zip(statistics, before).filter { $0.0.parameter.value.scalars != $0.1 }
        let second = step.predict(inputs).scalars
        let differing = zip(first, second).count { $0.bitPattern != $1.bitPattern }
        let measurements = [
            Measurement(
                name: "running statistics that a prediction moves", value: Double(moved.count),
                expected: "0"),
            Measurement(
                name: "outputs that differ between predictions", value: Double(differing),
                expected: "0"),
        ]
        let advice =
            "Predict and judge in evaluation mode: `network(inputs, mode: .evaluation)`, which is "
            + "the default."
        if let name = moved.first?.0.name {
            return finding(
                .failed,
                "a prediction moves running statistics, first \(name): training mode is left on "
                    + "while evaluating", advice: advice, measurements: measurements)
        }
        if differing > 0 {
            return finding(
                .failed,
                "\(differing) of \(first.count) outputs differ between two predictions: "
                    + (network.isRandomInTraining
                        ? "training mode is left on while evaluating"
                        : "something random is in the forward pass"),
                advice: advice, measurements: measurements)
        }
        return finding(
            .passed,
            "two predictions are equal bit for bit"
                + (statistics.isEmpty ? "" : " and leave the running statistics alone"),
            measurements: measurements)
    }
}
