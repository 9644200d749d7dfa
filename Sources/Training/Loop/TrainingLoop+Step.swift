package import Networks
package import Randomness
internal import Tensors

extension TrainingLoop {
    /// Takes one optimizer step on a batch of the caller's choice; the epoch stays where it is.
    @discardableResult
    public mutating func step(on batch: Examples) -> StepRecord {
        step(on: [batch], tallied: false)
    }

    /// Takes one optimizer step by the gradients of several batches together: those of one large
    /// batch of the same rows (but for batch normalization, which sees each batch alone).
    @discardableResult
    public mutating func step(on batches: [Examples]) -> StepRecord {
        step(on: batches, tallied: false)
    }

    /// Takes one optimizer step on a batch whose random numbers are drawn from `key`, in place of
    /// those of this step's number.
    @discardableResult
    package mutating func step(on batch: Examples, key: RandomKey) -> StepRecord {
        step(on: [batch], tallied: false, mode: .training(key))
    }

    /// Where loss or gradients are not finite, the parameters stay as they are. A scaled loss whose
    /// gradients overflow again and again has none: its norm is no number.
    ///
    /// - Parameter mode: of every batch; nil: each has the key of its own step and index.
    mutating func step(
        on batches: [Examples], tallied: Bool, mode: Mode? = nil
    ) -> StepRecord {
        let (loss, rows, judged) = differentiate(batches, tallied: tallied, mode: mode)
        let overflows = unscale(loss: loss)
        let isSkipped = overflows && (scale?.overflows ?? 0) < LossScaling.patience
        let clipped = overflows ? 0 : settings.clipValue.map { gradients.clip(toValue: $0) } ?? 0
        let norm = overflows ? (isSkipped ? nil : .nan) : measureAndClip()
        let record = StepRecord(
            step: position.step, loss: loss, rows: rows, judged: judged,
            learningRate: schedule.learningRate(
                at: position.step, initial: optimizer.learningRate, memory: memory),
            gradientNorm: norm,
            isClipped: clipped > 0 || settings.clipNorm.map { (norm ?? 0) + 1e-6 > $0 } ?? false,
            isSkipped: isSkipped)
        if !isSkipped {
            for observer in observers {
                observer.gradients?(gradients, record)
                if let samples = observer.samples, position.step.isMultiple(of: samples.interval) {
                    samples.take(gradients, record)
                }
            }
        }
        if record.isFinite && !isSkipped {
            optimizer.step(gradients, learningRate: record.learningRate)
            let network = network
            masks?.apply(to: network)
            average?.add(network.parameters)
            lastLoss = loss
        }
        gradients.clear()
        position.step += 1
        for observer in observers { observer.step?(record) }
        for observer in observers { observer.progress?() }
        return record
    }

    /// Leaves the gradients of all batches together in `gradients`.
    private mutating func differentiate(
        _ batches: [Examples], tallied: Bool, mode: Mode?
    ) -> (loss: Double, rows: Int, judged: Int) {
        let rows = batches.reduce(0) { $0 + $1.count }
        let judged = batches.map { objective.loss.judgedCount($0.targets) }
        let counted = judged.reduce(0, +)
        let all = max(counted, 1)
        let key = noise.substream(position.step)
        var total = 0.0
        for (index, batch) in batches.enumerated() {
            let slope = objective.slope(
                on: batch, mode: mode ?? .training(key.substream(index)), scale: lossScale)
            if tallied {
                tally.add(
                    loss: slope.loss, outputs: slope.outputs, targets: batch.targets,
                    judged: judged[index], rows: batch.count)
            }
            if batches.count == 1 {
                gradients.take(slope.gradients)
                return (slope.loss, rows, counted)
            }
            let isMean = objective.loss.reduction == .mean
            let share = isMean ? Double(judged[index]) / Double(all) : 1
            gradients.add(slope.gradients, share: share)
            total += share * slope.loss
        }
        return (total, rows, counted)
    }

    /// The mode in which the first batch of a step was learned from.
    package func replayMode(ofStep step: Int) -> Mode {
        .training(noise.substream(step).substream(0))
    }

    private mutating func measureAndClip() -> Double? {
        if let limit = settings.clipNorm { return gradients.clip(toNorm: limit) }
        if settings.measuresGradientNorm || observers.contains(where: { $0.gradients != nil }) {
            return gradients.norm
        }
        return nil
    }
}
