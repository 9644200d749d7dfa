internal import Jobs
internal import Networks
internal import Tensors
internal import Training

extension Recipe: CheckedTraining {
    public var epochs: Int { specification.training.epochs }

    public func freshStep() -> any TrainingStep { RecipeStep(self) }
}

/// A training by an experiment file's own recipe, step by step.
struct RecipeStep: TrainingStep {
    let declaredOptimizer: (any Optimizer)?
    let declaredSchedule: DeclaredSchedule?
    private var loop: TrainingLoop

    init(_ recipe: Recipe) {
        loop = recipe.loop(recipe.network())
        declaredOptimizer = recipe.specification.freshOptimizer
        declaredSchedule = .perStep(
            recipe.specification.course(stepsPerEpoch: recipe.stepsPerEpoch),
            initial: recipe.specification.freshOptimizer.learningRate)
    }

    var network: Network { loop.network }
    var loss: any Loss { loop.objective.loss }

    func outputs(_ inputs: Tensor, mode: Mode) -> Tensor {
        loop.objective.outputs(inputs, mode: mode)
    }

    func slope(on batch: Examples, mode: Mode) -> StepSlope {
        let slope = loop.objective.slope(on: batch, mode: mode)
        return StepSlope(
            loss: slope.loss,
            gradients: ParameterGradients(slope.gradients, of: network.parameters))
    }

    mutating func step(on batch: Examples, at position: StepPosition) -> StepReport {
        let used = Used()
        loop.observers = [TrainingObserver(gradients: { found, _ in used.gradients = found })]
        let record = loop.step(on: batch, key: position.key)
        return StepReport(
            loss: record.loss, learningRate: record.learningRate,
            gradients: used.gradients ?? ParameterGradients(of: network.parameters))
    }

    /// What the loop's observer was told.
    private final class Used {
        var gradients: ParameterGradients?
    }
}
