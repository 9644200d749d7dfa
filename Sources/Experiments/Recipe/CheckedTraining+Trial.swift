public import Jobs
internal import Networks
internal import Tensors
package import Training

/// A whole training step by step, as a trial of a program's own experiment runs it.
extension CheckedTraining {
    /// Trains all epochs, each in a new random order, and judges after each by what the program
    /// predicts for the validation rows.
    public func trial() -> TrialResult {
        var step = freshStep()
        var history: [TrialResult.Epoch] = []
        var number = 0
        let loader = DataLoader(training, batchSize: batchSize, order: .shuffled(key("order")))
        for epoch in 0..<epochs {
            var total = 0.0
            for batch in loader.batches(epoch: epoch) {
                let report = step.step(on: batch, at: position(of: number))
                number += 1
                progress()
                guard report.loss.isFinite, report.gradients.areFinite else {
                    return .infeasible(
                        history, report.loss.isFinite ? "a gradient" : "the loss",
                        "in step \(number) of epoch \(epoch + 1)")
                }
                total += report.loss * Double(batch.count)
            }
            var metrics = ["training-loss": total / Double(training.count)]
            if validation.count > 0 {
                let found = judged(step, validation)
                metrics.merge(found.metrics(prefix: "validation")) { $1 }
            }
            if let wrong = metrics.filter({ !$0.value.isFinite }).keys.min() {
                return .infeasible(history, wrong, "after epoch \(epoch + 1)")
            }
            history.append(TrialResult.Epoch(epoch: epoch + 1, metrics: metrics))
        }
        return TrialResult(
            state: .completed, metrics: history.last?.metrics ?? [:], history: history)
    }

    /// Returns loss and all metrics of what the program predicts for some rows.
    package func judged(_ step: any TrainingStep, _ rows: Examples) -> Evaluation {
        var tally = EpochTally(step.loss, metrics: true)
        for batch in DataLoader(rows, batchSize: 256).batches() {
            let outputs = step.predict(batch.inputs)
            let judged = step.loss.judgedCount(batch.targets)
            tally.add(
                loss: step.loss(outputs, batch.targets).item(), outputs: outputs,
                targets: batch.targets, judged: judged, rows: batch.count)
            progress()
        }
        return tally.evaluation
    }
}

extension TrialResult {
    fileprivate static func infeasible(
        _ history: [Epoch], _ quantity: String, _ location: String
    ) -> TrialResult {
        TrialResult(
            state: .infeasible, metrics: history.last?.metrics ?? [:], history: history,
            reason: "\(quantity) became NaN or infinite \(location)")
    }
}
