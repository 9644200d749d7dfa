internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// What needs no training: ridge regression and the five nearest neighbours, on standardised rows.
struct PlainProbe {
    /// So many training rows it learns from at most.
    private static let rows = 2048
    private static let neighbours = 5

    /// Scores of each judged row, by both; the higher on average first.
    let scores: [RowScores]
    let name: String

    /// On the rows that short trainings learn from and are judged on.
    init?(_ recipe: Recipe) {
        self.init(recipe, on: recipe.training, judged: ShortTraining.judgedRows(recipe))
    }

    /// Nil where rows are ids or have several targets in order, which these can't take.
    init?(_ recipe: Recipe, on training: Examples, judged: Examples) {
        guard !recipe.takesIds, training.positions == 1, recipe.targetShape.isEmpty,
            training.count >= 10
        else { return nil }
        let learned =
            training.count > Self.rows
            ? training.rows((0..<Self.rows).map { $0 * training.count / Self.rows }) : training
        let key = recipe.key("projection")
        self.init(
            recipe, ProbeRows.features(learned.inputs, key: key), learned.targets,
            ProbeRows.features(judged.inputs, key: key), judged.targets)
    }

    private init(
        _ recipe: Recipe, _ learned: Tensor, _ targets: Targets, _ judged: Tensor, _ held: Targets
    ) {
        let goals = targets.goals(width: recipe.headWidth)
        let width = goals.first?.count ?? 1
        let (rows, others) = SignalProbe.standardised(learned, judged)
        let near = Neighbours(of: others, among: rows, count: Self.neighbours)
        let columns = (0..<width).map { column in near.means(goals.map { $0[column] }) }
        let linear = RidgeReader(rows, goals.flatMap { $0.map { Float($0) } }, width)
            .scores(of: others)
        let found = [
            (
                "five nearest neighbours",
                others.rowIndices.map { row in columns.map { $0[row] } }
            ),
            (
                "ridge regression",
                others.rowIndices.map { row in (0..<width).map { Double(linear[row * width + $0]) }
                }
            ),
        ].map { ($0.0, RowScores(recipe, probed: $0.1, held)) }
            .sorted { $0.1.mean > $1.1.mean }
        scores = found.map(\.1)
        name = found[0].0
    }

    /// Of the better one.
    var score: Double { scores[0].mean }

    /// Whether the better one surely scores above a constant, and by so much on average.
    func gain(over constant: Double, atLeast signal: Double) -> Bool {
        let values = scores[0].values
        let gain = PairedGain(
            values, over: [Double](repeating: constant, count: values.count))
        return gain.low > 0 && gain.mean > signal
    }
}

extension Tensor {
    fileprivate var rowIndices: Range<Int> { 0..<shape[0] }
}
