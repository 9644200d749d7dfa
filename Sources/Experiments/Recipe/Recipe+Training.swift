internal import Jobs
package import Networks
internal import Randomness
internal import Tensors
public import Training

/// Training by the experiment's own recipe.
extension Recipe {
    /// How many optimizer steps one epoch takes, each of as many batches as gradients are
    /// accumulated over.
    public var stepsPerEpoch: Int {
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
        specification.data.randomChanges(
            ignoredClass: ignoredClass, key: key("augmentation"))
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
        loop.observers.append(TrainingObserver(progress: progress))
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
        loop.observers.append(TrainingObserver(progress: progress))
        return loop
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

    /// The largest of a batch's gradients after each value was brought to `bound`, and what is left
    /// of their norm.
    package func clippedValues(_ bound: Double) -> (largest: Double, share: Double) {
        let network = network()
        let slope = objective(network).slope(on: sample(batchSize), mode: trainingMode())
        var gradients = ParameterGradients(slope.gradients, of: network.parameters)
        let before = gradients.norm
        gradients.clip(toValue: bound)
        let largest = gradients.values.reduce(0.0) { largest, gradient in
            gradient?.scalars.reduce(largest) { max($0, Double(abs($1))) } ?? largest
        }
        return (largest, before > 0 ? gradients.norm / before : 1)
    }

    /// The same experiment with all regularisers off but what the loss does to the targets, and a
    /// constant learning rate.
    package var plain: Recipe {
        var plain = self
        plain.distillation = nil
        plain.specification.switchOffRegularisers()
        plain.specification.switchOff(.augmentation)
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
