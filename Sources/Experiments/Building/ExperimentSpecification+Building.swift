public import Jobs
public import Networks
public import Randomness
internal import Tensors
public import Training

extension ExperimentSpecification {
    /// Builds the network for inputs of one example's shape, with fresh initial weights.
    ///
    /// - Parameters:
    ///   - inputShape: `[features]` or `[height, width, channels]`.
    ///   - keys: the key of each purpose; asked for `weights/<layer>`.
    public func network(inputShape: [Int], keys: (_ purpose: String) -> RandomKey) -> Network {
        var shape = inputShape
        var layers: [any Layer] = []
        for (position, specification) in model.enumerated() {
            let (kind, settings) = entry(specification)
            let layer = kind.layer(settings, shape, key: keys("weights/\(position)"))
            if settings["frozen"] != nil, settings.flag("frozen") {
                for named in Network(layer).parameters where named.parameter.isTrainable {
                    named.parameter.isFrozen = true
                }
            }
            layers.append(layer)
            do {
                shape = try kind.outputShape(settings, shape) ?? shape
            } catch {
                fatalError("layer \(position) does not fit an input of \(shape): \(error)")
            }
        }
        return Network(Sequential(layers))
    }

    private func entry(_ specification: ComponentSpecification) -> (LayerKind, Settings) {
        guard let kind = Catalogue.layers.entry(named: specification.kind) else {
            fatalError("the layer \(specification.kind) is not in the catalogue")
        }
        return (kind, Settings(specification, kind: kind.component))
    }

    public var lossFunction: any Loss {
        let settings = settings(loss, Catalogue.losses.entry(named: loss.kind)?.component)
        let reduction: Reduction = settings.word("reduction") == "sum" ? .sum : .mean
        switch loss.kind {
        case "cross-entropy":
            return CrossEntropy(
                labelSmoothing: settings.number("label-smoothing"), reduction: reduction)
        case "binary-cross-entropy": return BinaryCrossEntropyWithLogits(reduction: reduction)
        case "mean-squared-error": return MeanSquaredError(reduction: reduction)
        default: fatalError("the loss \(loss.kind) is listed but can't be built")
        }
    }

    /// A fresh optimizer, without any memory.
    public var freshOptimizer: any Optimizer {
        let settings = settings(
            optimizer, Catalogue.optimizers.entry(named: optimizer.kind)?.component)
        let rate = settings.number("learning-rate")
        let decay = settings.number("weight-decay")
        if optimizer.kind == "sgd" {
            return SGD(
                learningRate: rate, momentum: settings.number("momentum"),
                isNesterov: settings.flag("nesterov"), weightDecay: decay)
        }
        let betas = settings.numbers("betas") ?? [0.9, 0.999]
        let epsilon = settings.number("epsilon")
        return optimizer.kind == "adam"
            ? Adam(
                learningRate: rate, beta1: betas[0], beta2: betas[1], epsilon: epsilon,
                weightDecay: decay)
            : AdamW(
                learningRate: rate, beta1: betas[0], beta2: betas[1], epsilon: epsilon,
                weightDecay: decay)
    }

    /// The learning rate's course over a training of `stepsPerEpoch` steps in each epoch.
    public func course(stepsPerEpoch: Int) -> any Schedule {
        let settings = settings(
            schedule, Catalogue.schedules.entry(named: schedule.kind)?.component)
        let warmup = (settings.optionalInteger("warmup-steps") ?? 0)
            + (settings.optionalInteger("warmup-epochs") ?? 0) * stepsPerEpoch
        let course = course(
            settings, stepsPerEpoch: stepsPerEpoch,
            steps: max(1, training.epochs * stepsPerEpoch - warmup))
        return warmup > 0 ? LinearWarmup(steps: warmup, then: course) : course
    }

    private func course(
        _ settings: Settings, stepsPerEpoch: Int, steps: Int
    ) -> any Schedule {
        switch schedule.kind {
        case "constant":
            return ConstantSchedule()
        case "cosine":
            return CosineDecay(total: steps, minimum: settings.number("minimum"))
        case "step":
            let size = settings.optionalInteger("every-steps")
                ?? (settings.optionalInteger("every-epochs") ?? 1) * stepsPerEpoch
            return StepDecay(size: size, factor: settings.number("factor"))
        default:
            fatalError("the schedule \(schedule.kind) is listed but can't be built")
        }
    }

    private func settings(
        _ specification: ComponentSpecification, _ kind: ComponentKind?
    ) -> Settings {
        guard let kind else {
            fatalError("\"\(specification.kind)\" is not in the catalogue")
        }
        return Settings(specification, kind: kind)
    }
}
