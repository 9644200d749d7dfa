public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M12: in evaluation mode every row's outputs are the same alone as in a batch, its
/// and no other row's input has a gradient from them; normalisations stay in place.
public struct BatchIndependence: StepCheck {
    public static let name = "batch-independence"
    public static let verifies = "no row's outputs depend on the other rows"
    public var expected: String { "each row alone gives what it gives in a batch" }
    public static let tier = 0

    @Threshold(.positive, "a larger difference, relative to the largest output, fails")
    public var tolerance = 1e-4
    @Threshold(.positive, "a larger gradient by another row, relative to the own, fails")
    public var coupling = 1e-6

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let step = training.freshStep()
        let batch = training.rows(16)
        let together = step.outputsAlone(batch.inputs)
        let width = together.count / max(batch.count, 1)
        let scale = together.scalars.reduce(0.0) { max($0, Double(abs($1))) }
        var worst = (row: 0, difference: 0.0)
        for row in 0..<batch.count {
            let alone = step.outputsAlone(batch.rows([row]).inputs).scalars
            guard alone.count == width else {
                return finding(
                    .failed, "a row alone gives \(alone.count) outputs, in a batch \(width)",
                    advice: "See axes: the first axis counts the rows.")
            }
            let own = together.scalars[row * width..<(row + 1) * width]
            let difference = zip(alone, own).reduce(0.0) { max($0, Double(abs($1.0 - $1.1))) }
            if !(difference <= worst.difference) { worst = (row, difference) }
            training.progress()
        }
        let ratio = step.coupling(of: batch.inputs, key: training.key("cotangent"))
        let share = scale > 0 ? worst.difference / scale : 0
        let measurements =
            [
                Measurement(
                    name: "difference alone and in a batch", value: share,
                    expected: "≤ \(Figure.text(tolerance))", unit: "× the largest output")
            ]
            + (ratio.map {
                [
                    Measurement(
                        name: "gradient by another row", value: $0,
                        expected: "≤ \(Figure.text(coupling))", unit: "× the own")
                ]
            } ?? [])
        if !(share <= tolerance) {
            return finding(
                .failed,
                "row \(worst.row) of \(batch.count) alone gives other outputs than in the batch, "
                    + "by \(Figure.text(100 * share)) % of the largest",
                advice: "Look for an operation over the first axis, such as a softmax, a mean or a "
                    + "normalisation, and for a reshape that mixes it with another.",
                measurements: measurements)
        }
        if let ratio, ratio > coupling {
            return finding(
                .failed,
                "a row's outputs have a gradient by the inputs of other rows, "
                    + "\(Figure.text(ratio)) times that by its own",
                advice: "Look for an operation over the first axis that hides in this state.",
                measurements: measurements)
        }
        return finding(
            .passed, "\(batch.count) rows give the same alone as together",
            measurements: measurements)
    }
}
