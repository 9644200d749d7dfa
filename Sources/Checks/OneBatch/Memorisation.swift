internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// A few rows to memorise, and when they are memorised: the loss within a share of the way from its
/// floor to the best constant's, and the score at a share of what is attainable.
struct Memorisation {
    let batch: Examples
    let attainable: Attainable
    let goal: Double
    /// What a loss may come to that is still on its way after all steps.
    let slowGoal: Double
    /// The least score that counts as memorised.
    let least: Double

    /// One layer alone: the loss of classes then falls with the inverse of the steps, whatever the
    /// rate, and has come far enough at a quarter of the way.
    let isLinear: Bool

    /// The largest number of rows that is asked for.
    static let rows = 32

    /// How many rows are asked for: fewer where the first hundred steps would take many operations.
    static func rows(of recipe: Recipe) -> Int {
        let affordable = Int(min(3e11 / (300 * recipe.rowCost), 1e6))
        // A rate for batches of one row is too low for the mean of many.
        return min(rows, 8 * recipe.batchSize, max(8, affordable), recipe.training.count)
    }

    /// Nil where there are no two rows of unlike targets that the network could hold.
    init?(of recipe: Recipe, rows: Int, passBelow: Double = 0.05) {
        guard let batch = MemorisedRows(of: recipe).choose(min(rows, Self.rows)) else {
            return nil
        }
        self.init(batch, of: recipe, passBelow: passBelow)
    }

    init(_ batch: Examples, of recipe: Recipe, passBelow: Double = 0.05) {
        self.batch = batch
        let network = recipe.plain.network()
        attainable = Attainable(of: batch, network, recipe)
        isLinear = MemorisedRows.isLinear(network.activations(batch.rows([0]).inputs))
        let share = isLinear && recipe.loss.score != .r2 ? max(passBelow, 0.25) : passBelow
        goal = attainable.floor + share * (attainable.constant - attainable.floor)
        slowGoal = attainable.floor + 3 * share * (attainable.constant - attainable.floor)
        least = attainable.score - 0.1 * abs(attainable.score)
    }

    /// How many steps a recipe has to memorise them: as many as it plans, but 500 to `most`.
    static func steps(of recipe: Recipe, most: Int = 2000) -> Int {
        min(max(recipe.plannedSteps, 500), most)
    }

    static let noQuestion =
        "there are no two rows of unlike targets that the network's numbers could hold"

    /// Whether rows of unlike targets differ at all.
    var isQuestion: Bool {
        attainable.constant - attainable.floor > 1e-6 * abs(attainable.constant)
    }

    /// Whether a loss has come so far that more steps are worth their while.
    func isNear(_ loss: Double) -> Bool { left(loss) < (isLinear ? 0.75 : 0.25) }

    /// The share of the way from the best constant's loss to the floor that is left.
    func left(_ loss: Double) -> Double {
        let way = attainable.constant - attainable.floor
        return way > 0 ? (loss - attainable.floor) / way : loss > attainable.floor ? .infinity : 0
    }

    func score(_ network: Network, _ recipe: Recipe) -> Double {
        recipe.memorisedScore(outputs(network, recipe), batch.targets)
    }

    /// What the network puts out for the batch, or for other rows, in the mode in which the loss
    /// was: after few steps running statistics lag behind the batch's own.
    func outputs(_ network: Network, _ recipe: Recipe, of rows: Examples? = nil) -> Tensor {
        let mode = network.hasRunningStatistics ? recipe.trainingMode() : .evaluation
        return network((rows ?? batch).inputs, mode: mode)
    }
}
