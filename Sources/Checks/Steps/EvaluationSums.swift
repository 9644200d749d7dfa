public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// E01, E02 and E09: loss and score of some rows are the same in one batch, in parts of unlike
/// sizes weighted by their rows, and in the opposite order; a row is predicted alone as in a batch.
public struct EvaluationSums: StepCheck {
    public static let name = "evaluation-sums"
    public static let verifies = "loss and score are those of the rows, whatever the batches"
    public var expected: String { "equal of all rows, of parts and in another order" }

    @Threshold(.positive, "a larger relative difference fails")
    public var tolerance = 1e-3

    public init() {}

    public func examine(_ training: any CheckedTraining) throws -> Finding {
        let rows = training.rows(61)
        guard rows.count > 4 else { return finding(.skipped, "there are too few rows to part") }
        let step = training.freshStep()
        let whole = judged(step, [rows])
        let cut = rows.count * 2 / 3
        let parts = judged(
            step,
            [rows.rows(Array(0..<cut)), rows.rows(Array(cut..<rows.count))])
        let turned = judged(step, [rows.rows((0..<rows.count).reversed())])
        let measurements = [
            Measurement(name: "loss of all rows", value: whole.loss),
            Measurement(
                name: "of their parts", value: parts.loss, expected: Figure.text(whole.loss)),
            Measurement(
                name: "in the opposite order", value: turned.loss,
                expected: Figure.text(whole.loss)),
        ]
        guard whole.loss.isFinite else {
            return finding(.skipped, "the loss is not finite", measurements: measurements)
        }
        for (words, other) in [("of their parts", parts), ("in the opposite order", turned)] {
            // A row whose best outputs are all but equal may fall on either side.
            let apart = abs(other.score - whole.score) > 1.5 / Double(rows.count)
            if !other.loss.isNear(whole.loss, tolerance: tolerance)
                || apart && !other.score.isNear(whole.score, tolerance: tolerance)
            {
                return finding(
                    .failed,
                    "\(rows.count) rows have the loss \(Figure.text(whole.loss)) and the score "
                        + "\(Figure.text(whole.score)), \(words) \(Figure.text(other.loss)) and "
                        + Figure.text(other.score),
                    advice: "Predict each row by itself, and let the loss be the mean, or the sum, "
                        + "over the rows that its `reduction` says.", measurements: measurements)
            }
        }
        let together = step.network.unchanged { step.predict(rows.inputs).rowValues }
        for row in 0..<min(8, rows.count) {
            let alone = step.network.unchanged { step.predict(rows.rows([row]).inputs) }
            if !alone.isNear(together[row], tolerance: tolerance) {
                return finding(
                    .failed, "row \(row) alone is predicted otherwise than in a batch",
                    advice: "Predict each row by itself: no answer may depend on the others.",
                    measurements: measurements)
            }
        }
        return finding(
            .passed, "loss and score of \(rows.count) rows do not depend on the batches",
            measurements: measurements)
    }

    private func judged(
        _ step: any TrainingStep, _ parts: [Examples]
    ) -> (loss: Double, score: Double) {
        step.network.unchanged {
            var tally = ScoreTally(step.loss.score, ignoredClass: step.loss.ignoredClass)
            var (total, count) = (0.0, 0)
            for part in parts {
                let outputs = step.predict(part.inputs)
                let own = step.loss.judgedCount(part.targets)
                let loss = step.loss(outputs, part.targets).item()
                total += step.loss.reduction == .mean ? loss * Double(own) : loss
                count += own
                tally.add(outputs: outputs, targets: part.targets)
            }
            return (total / Double(max(count, 1)), tally.value)
        }
    }
}
