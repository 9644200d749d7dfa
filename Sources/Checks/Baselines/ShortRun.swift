internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// A training by an experiment's own recipe, as short as a ``ShortTraining`` has to be.
struct ShortRun {
    let steps: Int
    let isWhole: Bool
    /// False where it became NaN or infinite.
    let isFinite: Bool
    private let objective: Objective

    init(_ recipe: Recipe, number: Int) {
        var recipe = recipe
        recipe.distillation = nil
        let steps = ShortTraining.steps(recipe)
        let isCut = steps < recipe.plannedSteps
        // A schedule over all steps would not get beyond its beginning.
        if isCut { recipe.specification.schedule = ComponentSpecification(kind: "constant") }
        var loop = recipe.loop(recipe.freshNetwork(number))
        var isFinite = true
        for _ in 0..<steps where isFinite { isFinite = loop.advance().isFinite }
        self.isFinite = isFinite
        self.steps = steps
        isWhole = !isCut && recipe.specification.training.epochs >= 5
        objective = loop.objective
    }

    /// What the network puts out for some rows.
    func outputs(_ rows: Examples) -> Tensor {
        let batches = DataLoader(rows, batchSize: 256).batches().map {
            objective.outputs($0.inputs)
        }
        return concatenated(Array(batches), axis: 0)
    }
}
