public import Jobs
public import Networks
public import Randomness
public import Training

extension ExperimentSpecification {
    /// Builds the network for inputs of one example's shape, with fresh initial weights.
    ///
    /// - Parameters:
    ///   - inputShape: `[features]`, `[length, features]` or `[height, width, channels]`.
    ///   - keys: the key of each purpose; asked for `weights/<layer>`.
    public func network(inputShape: [Int], keys: (_ purpose: String) -> RandomKey) -> Network {
        Network(LayerList(model).make(inputShape) { keys("weights/\($0)") })
    }

    /// Whether the inputs are ids, which an embedding takes.
    public var takesIds: Bool { !LayerList(model).embeddings().rows.isEmpty }

    /// Returns what no embedding has a row for among the inputs; nil where all is well.
    public func objection(toIdsOf data: ExperimentData) -> String? {
        let rows = [model, distillation?.teacher.model ?? []]
            .flatMap { LayerList($0).embeddings().rows }
        guard let least = rows.min(), let wrong = data.ids.first(outside: least) else { return nil }
        return "found the id \(wrong); allowed: whole numbers from 0 to \(least - 1)"
    }

    public var lossFunction: any Loss {
        let (kind, settings) = Catalogue.losses.settings(loss)
        return kind.make(settings)
    }

    /// A fresh optimizer, without any memory.
    public var freshOptimizer: any Optimizer {
        let (kind, settings) = Catalogue.optimizers.settings(optimizer)
        return kind.make(settings)
    }

    /// The learning rate's course over a training of `stepsPerEpoch` steps in each epoch.
    public func course(stepsPerEpoch: Int) -> any Schedule {
        let (kind, settings) = Catalogue.schedules.settings(schedule)
        let warmup =
            (settings.optionalInteger("warmup-steps") ?? 0)
            + (settings.optionalInteger("warmup-epochs") ?? 0) * stepsPerEpoch
        let steps = max(1, training.epochs * stepsPerEpoch - warmup)
        let course = kind.make(settings, steps, stepsPerEpoch)
        return warmup > 0 ? LinearWarmup(steps: warmup, then: course) : course
    }
}
