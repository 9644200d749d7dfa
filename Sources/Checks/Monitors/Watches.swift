internal import Experiments
package import Jobs
internal import Networks
internal import Training

/// What some monitors remember of one training.
struct Watches {
    private var all: [any TrainingWatch]

    init(_ monitors: [any Monitor], _ training: WatchedTraining) {
        all = monitors.map { $0.watch(training) }
    }

    mutating func note(_ step: StepRecord) {
        for index in all.indices { all[index].note(step) }
    }

    mutating func note(_ evaluation: Evaluation) {
        for index in all.indices { all[index].note(evaluation) }
    }

    mutating func note(_ epoch: EpochRecord) {
        for index in all.indices { all[index].note(epoch) }
    }

    /// Takes note of an epoch of a trial, whose training metrics stand for an evaluation.
    mutating func note(trained epoch: EpochRecord, score: Score, rows: Int) {
        if let loss = epoch.metrics["training-loss"],
            let value = epoch.metrics["training-accuracy"]
        {
            note(Evaluation(loss: loss, score: score, value: value, rows: rows))
        }
        note(epoch)
    }

    var findings: [Finding] { all.map { $0.finding() } }
}

extension Recipe {
    /// Trains for at most `limit` steps, or as many as the monitors may ask for, and returns what
    /// they found: judged on the validation rows after each epoch, and on one set of training rows
    /// about 40 times in all.
    package func watched(by monitors: [any Monitor], steps limit: Int) -> [Finding] {
        let budget = monitors.map { $0.budget }.min() ?? 0
        var steps = min(limit, plannedSteps)
        while steps > 0, watchingCost(steps: steps) > budget { steps -= max(1, steps / 50) }
        guard steps >= min(60, limit, plannedSteps) else {
            let reason =
                "a row takes \(Figure.text(rowCost)) operations forward: 60 steps exceed the "
                + "check's budget of \(Figure.text(budget))"
            return monitors.map { $0.finding(.skipped, reason) }
        }
        return watched(by: monitors, exactly: steps)
    }

    /// The operations of so many steps, of the evaluations beside them, and of one more step, by
    /// which clipping is judged.
    private func watchingCost(steps: Int) -> Double {
        let batch = batchSize * specification.training.gradientAccumulation
        let times = steps / max(1, steps / 40) + 1
        let evaluated =
            times * evaluatedRows(steps: steps) + steps / stepsPerEpoch * validation.count
        return rowCost * Double(3 * batch * (steps + 1) + evaluated)
    }

    /// 40 evaluations of so many rows cost about as much as a third of the training.
    private func evaluatedRows(steps: Int) -> Int {
        min(512, max(64, steps * batchSize / 40), training.count)
    }

    private func watched(by monitors: [any Monitor], exactly steps: Int) -> [Finding] {
        let rows = sample(evaluatedRows(steps: steps))
        var watches = Watches(monitors, outline(evaluatedRows: rows.count, recomputes: true))
        var loop = loop(network())
        var isFinite = true
        loop.observers.append(
            TrainingObserver(step: { step in
                watches.note(step)
                isFinite = step.isFinite
            }))
        for step in 0..<steps where isFinite {
            if step % max(1, steps / 40) == 0 {
                watches.note(loop.objective.evaluate(rows))
            }
            let epoch = loop.position.epoch
            loop.advance()
            guard isFinite, loop.position.epoch > epoch else { continue }
            let found = loop.evaluate(validation, progress: progress)
            watches.note(
                EpochRecord(
                    epoch: loop.position.epoch, steps: loop.position.step,
                    metrics: found.metrics(prefix: "validation")))
        }
        return watches.findings
    }

    /// - Parameter recomputes: whether monitors may compute something beside the training.
    func outline(evaluatedRows: Int, recomputes: Bool) -> WatchedTraining {
        WatchedTraining(
            plannedSteps: plannedSteps, clipNorm: specification.training.clipNorm,
            clipValue: specification.training.clipValue, evaluatedRows: evaluatedRows,
            clippedNorm: recomputes ? clippedNorm : nil,
            clippedValues: recomputes ? clippedValues : nil, key: key)
    }
}
