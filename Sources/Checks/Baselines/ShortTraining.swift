internal import Experiments
internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// What a training by an experiment's own recipe came to, without a teacher and shortened to what a
/// check may ask for: the one measurement that all baselines share.
public struct ShortTraining: Hashable, Sendable {
    /// All numbers, as a probe brings them.
    let result: ProbeResult

    /// Operations of a training that is taken whole, and of one that has to be cut short.
    private static let wholeAim = 2e10
    static let cutAim = 5e9
    private static let most = 2000
    private static let judgedMost = 1024
    /// Fewer steps than this tell nothing, unless they are all.
    static let leastSteps = 20

    init(_ result: ProbeResult) { self.result = result }

    /// Trains and measures.
    ///
    /// - Parameter number: another run of the same recipe has other initial weights; 0 has its own.
    init(_ recipe: Recipe, number: Int = 0) {
        let run = ShortRun(recipe, number: number)
        let learned = recipe.sample(Self.affordable(512, recipe))
        let guess = ConstantGuess(recipe.loss, learned, headShape: recipe.headShape)
        var values: [String: [Double]] = [
            "steps": [Double(run.steps)], "planned": [Double(recipe.plannedSteps)],
            "whole": [run.isWhole ? 1 : 0], "finite": [run.isFinite ? 1 : 0],
            "guess": [guess.loss],
            "floor": [recipe.loss.minimum(outputShape: recipe.headShape, targets: learned.targets)],
        ]
        let outputs = run.outputs(learned)
        let first = outputs.gatheringRows([Int](repeating: 0, count: learned.count))
        let varies = zip(outputs.scalars, first.scalars).contains { $0 != $1 }
        values["varies"] = [varies ? 1 : 0]
        values["loss"] = [recipe.loss(outputs, learned.targets).item()]
        values["score"] = [RowScores(recipe, outputs, learned.targets).mean]
        let judged = Self.judgedRows(recipe)
        if judged.count > 0, run.isFinite {
            let held = HeldOutScores(recipe, run.outputs(judged), judged, beside: guess)
            values.merge(held.values) { $1 }
        }
        result = ProbeResult(values: values)
    }

    /// The held-out rows that trainings are judged on.
    static func judgedRows(_ recipe: Recipe) -> Examples {
        let each = max(1, recipe.validation.positions)
        let most = affordable(min(judgedMost, max(1, 4 * judgedMost / each)), recipe)
        return recipe.validation.rows(Array(0..<min(most, recipe.validation.count)))
    }

    static func affordable(_ rows: Int, _ recipe: Recipe) -> Int {
        max(1, Int(min(Double(rows), cutAim / recipe.rowCost)))
    }

    /// The steps that the recipe's plan and the cost leave, all of them or a few.
    static func steps(_ recipe: Recipe) -> Int {
        let cost =
            recipe.stepCost * Double(max(1, recipe.specification.training.gradientAccumulation))
        let planned = recipe.plannedSteps
        if planned <= most, Double(planned) * cost <= wholeAim { return planned }
        return min(planned, most, Int(min(1e9, cutAim / cost)))
    }

    var steps: Int { Int(exactly: result["steps"]) ?? 0 }
    /// Whether all planned steps were taken, over at least five passes of the rows: fewer may leave
    /// a sound network short of what it can do.
    var isWhole: Bool { result["whole"] == 1 }
    /// False where it became NaN or infinite.
    var isFinite: Bool { result["finite"] == 1 }
    /// Whether outputs differ between rows at all.
    var varies: Bool { result["varies"] == 1 }
    /// Of up to 512 training rows.
    var loss: Double { result["loss"] }
    var score: Double { result["score"] }
    /// The loss of the best constant on those rows.
    var guess: Double { result["guess"] }
    /// The way from guessing to the least that the loss can be.
    var way: Double { guess - result["floor"] }
    /// The share of that way that is left.
    var left: Double { (loss - result["floor"]) / way }
    /// The score of each held-out row.
    var heldOut: [Double] { result.values["held-out"] ?? [] }
    var heldOutScore: Double { Statistics.mean(heldOut) }
    var constantScore: Double { result["constant"] }

    /// How much better than the best constant the network is on held-out rows: in the score, and in
    /// the loss where that can be told row by row.
    var gains: [PairedGain] {
        ["gain", "loss gain"].compactMap { PairedGain(result.values[$0] ?? []) }
    }

    /// How the score lies beside that of the same predictions given to other rows; nil for numbers.
    var overDealt: PairedGain? { PairedGain(result.values["over dealt"] ?? []) }

    /// "after 675 steps".
    var words: String {
        let planned = Int(exactly: result["planned"]) ?? 0
        return "after \(steps) \(steps < planned ? "of \(planned) " : "")steps"
    }
}

/// What a network is worth on held-out rows.
private struct HeldOutScores {
    let values: [String: [Double]]

    init(_ recipe: Recipe, _ outputs: Tensor, _ judged: Examples, beside guess: ConstantGuess) {
        let constant = guess.outputs(count: judged.count)
        let own = RowScores(recipe, outputs, judged.targets)
        let other = RowScores(recipe, constant, judged.targets)
        var values = [
            "held-out": own.values, "constant": [other.mean],
            "gain": PairedGain(own.values, over: other.values).numbers,
        ]
        if let reference = recipe.loss.reference {
            values["loss gain"] =
                PairedGain(
                    reference.losses(outputs: constant, targets: judged.targets),
                    over: reference.losses(outputs: outputs, targets: judged.targets)
                ).numbers
        }
        if recipe.loss.score != .r2, judged.positions == 1 {
            values["over dealt"] = Self.overDealt(recipe, own, outputs, judged).numbers
        }
        self.values = values
    }

    private static func overDealt(
        _ recipe: Recipe, _ own: RowScores, _ outputs: Tensor, _ judged: Examples
    ) -> PairedGain {
        let draws = (1...8).map { shift -> [Double] in
            let order = (0..<judged.count).map { ($0 + shift * judged.count / 9) % judged.count }
            return RowScores(recipe, outputs.gatheringRows(order), judged.targets).values
        }
        let mean = own.values.indices.map { row in
            draws.reduce(0) { $0 + $1[row] } / Double(draws.count)
        }
        return PairedGain(own.values, over: mean)
    }
}
