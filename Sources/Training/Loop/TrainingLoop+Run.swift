internal import Networks
internal import Tensors

extension TrainingLoop {
    /// Trains until `epochs` epochs are completed, those before this call included, and judges the
    /// network after each of them.
    ///
    /// Ends early where a loss, a gradient's norm, a parameter or a metric is infinite or no
    /// number, or where the observer of epochs or the settings want it.
    public mutating func run(epochs: Int) -> TrainingResult {
        var history: [EpochRecord] = []
        while position.epoch < epochs {
            let epoch = position.epoch
            while position.epoch == epoch {
                let record = advance()
                if !record.isFinite {
                    let objection = objection(to: record, epoch: epoch)
                    return TrainingResult(ending: .infeasible(objection), history: history)
                }
            }
            let record = judgeEpoch()
            history.append(record)
            if let objection = objection(to: record) {
                return TrainingResult(ending: .infeasible(objection), history: history)
            }
            memory = schedule.memory(memory, after: record.metrics)
            let isEnough = settings.earlyStopping?.ends(&waiting, after: record.metrics) ?? false
            tellOfCheckpoint()
            let wishes = observers.map { $0.epoch?(record) ?? .proceed }
            if wishes.contains(.stop) || isEnough {
                return TrainingResult(ending: .stopped, history: history)
            }
        }
        return TrainingResult(ending: .completed, history: history)
    }

    private func tellOfCheckpoint() {
        let listeners = observers.compactMap(\.checkpoint)
        guard !listeners.isEmpty else { return }
        let checkpoint = checkpoint()
        for listener in listeners { listener(checkpoint) }
    }

    private func judgeEpoch() -> EpochRecord {
        var metrics = tally.evaluation.metrics(prefix: "training")
        if let validation, validation.count > 0 {
            let signs = observers.compactMap(\.progress)
            let evaluation = evaluate(validation, metrics: true) { for sign in signs { sign() } }
            metrics.merge(evaluation.metrics(prefix: "validation")) { $1 }
        }
        return EpochRecord(epoch: position.epoch, steps: position.step, metrics: metrics)
    }

    private func objection(to record: StepRecord, epoch: Int) -> Infeasibility {
        let isLoss = !record.loss.isFinite
        return Infeasibility(
            quantity: isLoss ? "loss" : "gradient norm",
            value: isLoss ? record.loss : record.gradientNorm ?? .nan, step: record.step,
            epoch: epoch + 1, lastLoss: lastLoss)
    }

    /// The last step of an epoch may have spoilt what its own loss did not show.
    private func objection(to record: EpochRecord) -> Infeasibility? {
        func object(_ quantity: String, _ value: Double) -> Infeasibility {
            Infeasibility(
                quantity: quantity, value: value, step: position.step - 1, epoch: record.epoch,
                lastLoss: lastLoss)
        }
        for named in network.parameters {
            if let value = named.parameter.value.doubles.first(where: { !$0.isFinite }) {
                return object(named.name, value)
            }
        }
        let wrong = record.metrics.filter { !$0.value.isFinite }.min { $0.key < $1.key }
        return wrong.map { object($0.key, $0.value) }
    }
}
