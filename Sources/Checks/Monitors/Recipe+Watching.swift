internal import Experiments
package import Jobs
internal import Networks
internal import Randomness
internal import Training

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

    /// The operations of so many steps, of the looks beside them, and of one more step each, by
    /// which clipping is judged and a step that is not finite is traced.
    private func watchingCost(steps: Int) -> Double {
        let batch = batchSize * specification.training.gradientAccumulation
        let looks = steps / max(1, steps / 40) + 4
        let evaluated =
            looks * evaluatedRows(steps: steps) + min(512, validation.count)
            + steps / stepsPerEpoch * validation.count
        return rowCost * Double(3 * batch * (steps + 3) + evaluated)
    }

    /// 40 evaluations of so many rows cost about as much as a third of the training.
    private func evaluatedRows(steps: Int) -> Int {
        min(512, max(64, steps * batchSize / 40), training.count)
    }

    private func watched(by monitors: [any Monitor], exactly steps: Int) -> [Finding] {
        let rows = sample(evaluatedRows(steps: steps))
        let onlooker = Onlooker(rows, .training, of: loss, headShape: headShape)
        var watches = Watches(monitors, outline(evaluatedRows: rows.count, recomputes: true))
        var loop = loop(network())
        var isFinite = true
        loop.observers.append(
            TrainingObserver(step: { step in
                watches.note(step)
                isFinite = step.isFinite
            }))
        loop.observers.append(
            UpdateSampler { watches.note($0) }.observer(steps: steps))
        let pause = max(1, steps / 40)
        for step in 0..<steps where isFinite {
            if step % pause == 0 {
                var glance = onlooker.look(
                    at: loop.objective, step: step, within: step / pause % 4 == 0)
                if step == 0 { show(loop.network, "before the training", in: &glance) }
                watches.note(glance)
                watches.note(glance.evaluation)
            }
            let before = loop.position
            loop.advance()
            if !isFinite { watches.note(origin: loop.origin(ofStepAt: before)) }
            guard isFinite, loop.position.epoch > before.epoch else { continue }
            let found = loop.evaluate(validation, progress: progress)
            watches.note(
                EpochRecord(
                    epoch: loop.position.epoch, steps: loop.position.step,
                    metrics: found.metrics(prefix: "validation")))
        }
        if isFinite {
            lookBack(onlooker, loop.objective, step: steps) { glance in
                var glance = glance
                if glance.rows == .training {
                    show(loop.network, "after \(steps) steps", in: &glance)
                }
                watches.note(glance)
            }
        }
        return watches.findings
    }

    /// Puts the first layer's weights into a look, and after the training also the maps of a row.
    private func show(_ network: Network, _ when: String, in glance: inout Glance) {
        guard let seen = NetworkPictures(network, row: training.rows([0]).inputs),
            let filters = seen.filters
        else { return }
        glance.filters = filters.tiles
        glance.pictures = [filters.picture(when)]
        if glance.step > 0 { glance.pictures += seen.maps("the first training row") }
    }

    /// Looks at a network that was trained: at the training rows, in both modes, and at up to 512
    /// validation rows.
    func lookBack(
        _ onlooker: Onlooker, _ objective: Objective, step: Int, validationRows: Int = 512,
        _ tell: (Glance) -> Void
    ) {
        var last = onlooker.look(at: objective, step: step, within: true, ids: takesIds)
        if objective.network.hasRunningStatistics {
            last.lossInTraining = onlooker.lossInTraining(
                objective, batchSize: batchSize, key: key("look"))
        }
        if !takesIds { last.plainValue = PlainRule.value(on: onlooker.examples, score: loss.score) }
        tell(last)
        guard validation.count > 0, validationRows > 0 else { return }
        var held = validation
        if validationRows < validation.count {
            var stream = RandomStream(key("validation-sample"))
            held = validation.rows(
                Array(stream.permutation(validation.count).prefix(validationRows)))
        }
        let other = Onlooker(held, .validation, of: loss, headShape: headShape)
        tell(other.look(at: objective, step: step, within: true, ids: takesIds))
    }

    /// - Parameter recomputes: whether monitors may compute something beside the training.
    func outline(evaluatedRows: Int, recomputes: Bool) -> WatchedTraining {
        var outline = WatchedTraining(
            plannedSteps: plannedSteps, clipNorm: specification.training.clipNorm,
            clipValue: specification.training.clipValue, evaluatedRows: evaluatedRows,
            clippedNorm: recomputes ? clippedNorm : nil,
            clippedValues: recomputes ? clippedValues : nil, key: key)
        outline.stepsPerEpoch = stepsPerEpoch
        outline.isShuffled = specification.training.shuffle
        return outline
    }
}

extension Glance {
    fileprivate var evaluation: Evaluation {
        Evaluation(loss: loss, score: score, value: value, rows: count)
    }
}
