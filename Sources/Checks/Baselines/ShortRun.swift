internal import Experiments
internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// A training by an experiment's own recipe, without a teacher, shortened to what a check may ask
/// for, and what its network then answers.
struct ShortRun {
    /// Operations that one training takes at most.
    private static let aim = 2e10
    private static let most = 2000
    private static let judgedMost = 1024

    let network: Network
    /// Whether all planned steps were taken, over at least five passes of the rows: fewer may leave
    /// a sound network short of what it can do.
    let isWhole: Bool
    let steps: Int
    /// False where it became NaN or infinite.
    let isFinite: Bool
    private let objective: Objective

    static func judgedRows(_ recipe: Recipe) -> Examples {
        recipe.validation.rows(Array(0..<min(judgedMost, recipe.validation.count)))
    }

    /// The steps that the recipe's plan and the cost leave.
    static func steps(_ recipe: Recipe, most: Int = most) -> Int {
        let affordable = Int(min(aim / recipe.stepCost, 1e9))
        return min(recipe.plannedSteps, most, affordable)
    }

    /// - Parameter number: another run of the same recipe has other initial weights; 0 has its own.
    init(_ recipe: Recipe, number: Int = 0, most: Int = most) {
        var recipe = recipe
        recipe.distillation = nil
        let steps = Self.steps(recipe, most: most)
        let isCut = steps < recipe.plannedSteps
        if isCut { recipe.specification.schedule = ComponentSpecification(kind: "constant") }
        network = recipe.freshNetwork(number)
        var loop = recipe.loop(network)
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

    func scores(_ recipe: Recipe, _ rows: Examples) -> RowScores {
        RowScores(recipe, outputs(rows), rows.targets)
    }
}

/// How a network stands beside the best constant of the training rows, on held-out rows.
struct ConstantComparison {
    /// In the score, and where the loss has a second form in the loss.
    let score: PairedGain
    let loss: PairedGain?
    let ownScore: Double
    let constantScore: Double

    init(_ recipe: Recipe, _ outputs: Tensor, _ judged: Examples) {
        let constant = ConstantGuess(
            recipe.loss, recipe.sample(4096), headShape: recipe.headShape
        ).outputs(count: judged.count)
        let own = RowScores(recipe, outputs, judged.targets)
        let other = RowScores(recipe, constant, judged.targets)
        score = PairedGain(own.values, over: other.values)
        (ownScore, constantScore) = (own.mean, other.mean)
        loss = recipe.loss.reference.map {
            PairedGain(
                $0.losses(outputs: constant, targets: judged.targets),
                over: $0.losses(outputs: outputs, targets: judged.targets))
        }
    }

    /// Whether the network is surely better, by the score or by the loss.
    var isBetter: Bool { score.low > 0 || (loss.map { $0.low > 0 } ?? false) }
}
