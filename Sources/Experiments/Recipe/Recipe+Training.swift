internal import Jobs
package import Networks
internal import Randomness
internal import Tensors
public import Training

/// Training by the experiment's own recipe.
extension Recipe {
    package var stepsPerEpoch: Int {
        let batches = (training.count + batchSize - 1) / batchSize
        let window = specification.training.gradientAccumulation
        return (batches + window - 1) / window
    }

    package var plannedSteps: Int { stepsPerEpoch * specification.training.epochs }

    package func learningRate(at step: Int) -> Double {
        specification.course(stepsPerEpoch: stepsPerEpoch)
            .learningRate(at: step, initial: specification.freshOptimizer.learningRate)
    }

    package var augmentation: Augmentation? {
        specification.data.randomChanges(key: key("augmentation"))
    }

    /// What a network is trained for, in the precision of the recipe.
    package func objective(_ network: Network) -> Objective {
        Objective(
            network: network, loss: loss, distillation: distillation,
            precision: specification.training.operandPrecision)
    }

    /// Returns the experiment's whole training, judged after each epoch: what a trial runs.
    ///
    /// - Throws: `RecipeError` where the loss can't be computed from these targets.
    public func wholeTraining() throws -> TrainingLoop {
        try requireSoundTargets()
        var loop = TrainingLoop(
            objective(network()), optimizer: specification.freshOptimizer,
            schedule: specification.course(stepsPerEpoch: stepsPerEpoch),
            loader: DataLoader(
                training, batchSize: batchSize, order: order, augmentation: augmentation),
            validation: validation, settings: specification.training.settings, keys: key)
        loop.observers.progress = progress
        return loop
    }

    /// The recipe around a network: its optimizer, schedule, batches and clipping.
    package func loop(_ network: Network) -> TrainingLoop {
        var settings = specification.training.settings
        settings.measuresGradientNorm = true
        var loop = TrainingLoop(
            objective(network), optimizer: specification.freshOptimizer,
            schedule: specification.course(stepsPerEpoch: stepsPerEpoch),
            loader: DataLoader(
                training, batchSize: batchSize, order: order, augmentation: augmentation,
                transform: transform),
            settings: settings, keys: key)
        loop.observers.progress = progress
        return loop
    }

    /// Trains for at most `limit` steps and logs every one; judged on the validation rows after
    /// each epoch, and on one set of training rows about 40 times in all where `probed`.
    package func train(_ network: Network, steps limit: Int, probed: Bool = false) -> TrainingTrace
    {
        var loop = loop(network)
        let steps = min(limit, plannedSteps)
        // 40 probes of so many rows cost about as much as a third of the training.
        let probe = sample(min(512, max(64, steps * batchSize / 40)))
        var trace = TrainingTrace(steps: [], probeRows: probe.count, plannedSteps: plannedSteps)
        while trace.steps.count < steps {
            if probed, trace.steps.count % max(1, steps / 40) == 0 {
                let found = loop.objective.evaluate(probe)
                trace.probes.append(
                    TrainingTrace.Probe(loss: found.loss, score: found.value ?? .nan))
            }
            let epoch = loop.position.epoch
            let record = loop.advance()
            guard record.isFinite else {
                trace.breakdown =
                    "the \(record.loss.isFinite ? "gradient" : "loss") became "
                    + (record.loss.isFinite ? "NaN or infinite" : Figure.text(record.loss))
                    + " in step \(record.step + 1) of \(plannedSteps)"
                return trace
            }
            trace.steps.append(
                TrainingTrace.Step(
                    loss: record.loss, gradientNorm: record.gradientNorm ?? .nan,
                    learningRate: record.learningRate, isClipped: record.isClipped))
            if probed, loop.position.epoch > epoch {
                let found = loop.evaluate(validation, progress: progress)
                trace.epochs.append(
                    TrialResult.Epoch(
                        epoch: loop.position.epoch, metrics: found.metrics(prefix: "validation")))
            }
        }
        return trace
    }

    /// The gradients' norm after clipping to `bound`, summed here anew.
    package func clippedNorm(_ bound: Double) -> Double {
        let network = network()
        let slope = objective(network).slope(
            on: sample(batchSize), mode: trainingMode())
        var gradients = ParameterGradients(slope.gradients, of: network.parameters)
        gradients.clip(toNorm: bound)
        return gradients.values.reduce(0.0) { sum, gradient in
            sum + (gradient?.scalars.reduce(0.0) { $0 + Double($1) * Double($1) } ?? 0)
        }.squareRoot()
    }

    /// The same experiment with dropout, augmentation, averages, pruning, weight decay and the
    /// teacher off and a constant learning rate.
    package var plain: Recipe {
        var plain = self
        plain.distillation = nil
        for index in specification.model.indices {
            plain.specification.model[index].visit { layer in
                let kind = Catalogue.layers.entry(named: layer.kind)
                for setting in kind?.component.settings ?? [] {
                    if let resting = setting.resting { layer.settings[setting.name] = resting }
                }
            }
        }
        plain.specification.data.augmentation = []
        plain.specification.training.averageDecay = nil
        plain.specification.training.pruning = nil
        plain.specification.optimizer.settings["weight-decay"] = .scalar(.real(0))
        plain.specification.schedule = ComponentSpecification(kind: "constant")
        return plain
    }

    /// About how many floating-point operations one training step takes: two for each
    /// multiply-add, once for the forward and twice for the backward pass, and some for what is not
    /// counted.
    package var stepCost: Double {
        let each = (try? network().body.multiplyAdds(for: inputShape)) ?? 0
        return 1e5 + 6 * Double(each * batchSize)
    }
}
