public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I10 and E03: evaluation gives the same answer twice, and training differs from itself only
/// where the network declares randomness.
public struct Determinism: Examination {
    public static let name = "determinism"
    public static let verifies = "evaluation is repeatable; training is random only where declared"
    public var expected: String { "two evaluations equal bit for bit" }
    public static let tier = 0

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let network = recipe.network()
        let batch = try recipe.sample(256, passes: 4, least: 2, of: self)
        let first = network(batch.inputs).scalars
        let second = network(batch.inputs).scalars
        let differing = zip(first, second).count { $0.bitPattern != $1.bitPattern }
        let isDeclared = network.isRandomInTraining
        let noisy = zip(
            network(batch.inputs, mode: recipe.trainingMode("dropout-1")).scalars,
            network(batch.inputs, mode: recipe.trainingMode("dropout-2")).scalars
        ).count { $0.bitPattern != $1.bitPattern }
        let measurements = [
            Measurement(
                name: "outputs that differ between evaluations", value: Double(differing),
                expected: "0"),
            Measurement(
                name: "outputs that differ between training passes", value: Double(noisy),
                expected: isDeclared ? "> 0" : "0"),
        ]
        if differing > 0 {
            return finding(
                .failed,
                "\(differing) of \(first.count) outputs differ between two evaluations of a batch",
                advice: "Something random is active at evaluation, such as dropout in training "
                    + "mode: switch it off there.", measurements: measurements)
        }
        if isDeclared, noisy == 0, isConstant(first, rows: batch.count) {
            return finding(
                .skipped, "the network puts out the same for every row: nothing is left to drop",
                measurements: measurements)
        }
        if (noisy > 0) != isDeclared {
            return finding(
                .failed,
                isDeclared
                    ? "dropout is declared, but two training passes are equal"
                    : "two training passes differ, though the network declares no dropout",
                advice: isDeclared
                    ? "Dropout is off while training: check the mode that the network is given."
                    : "Find what draws random numbers in the forward pass.",
                measurements: measurements)
        }
        return finding(
            .passed,
            "two evaluations of \(batch.count) rows are equal bit for bit"
                + (isDeclared ? "; training differs through its dropout" : ""),
            measurements: measurements)
    }

    private func isConstant(_ outputs: [Float], rows: Int) -> Bool {
        let width = outputs.count / max(rows, 1)
        return outputs.indices.allSatisfy { outputs[$0] == outputs[$0 % max(width, 1)] }
    }
}
