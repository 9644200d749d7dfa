internal import ElementaryFunctions
internal import Experiments
internal import Jobs
internal import Training

/// What is to blame where a recipe does not memorise a batch and another does.
struct OneBatchBlame {
    private let recipe: Recipe
    /// What was seen of the own recipe.
    let missed: String

    init(own: BatchAttempt, _ recipe: Recipe) {
        self.recipe = recipe
        let score = own.last <= own.goal ? ", with a score of \(Figure.text(own.score))" : ""
        missed =
            own.last.isFinite
            ? "the loss of \(own.rows) rows stays at \(Figure.text(own.last)) after "
                + "\(own.steps) steps" + score + recipe.teacherNote
            : "the loss of \(own.rows) rows is no number after \(own.steps) steps"
                + recipe.teacherNote
    }

    func clipping(_ other: BatchAttempt) -> (evidence: String, advice: String) {
        (
            missed + "; without clipping they are memorised in \(other.steps)",
            "The gradients are clipped to almost nothing: raise `clip-norm` or `clip-value`, or "
                + "leave it out."
        )
    }

    func rate(
        _ rate: Double, of grid: RateGrid, _ other: BatchAttempt
    ) -> (evidence: String, advice: String) {
        let own = recipe.specification.freshOptimizer.learningRate
        let better = Figure.text(rate)
        guard let optimizer = grid.optimizer else {
            let times = Self.rounded(RateGrid.times(own, rate))
            let side = own > rate ? "high" : "low"
            return (
                missed + "; with a learning rate of \(better) they are memorised in "
                    + "\(other.steps)",
                "The network is sound, its learning rate of \(Figure.text(own)) about \(times) "
                    + "times too \(side): take \(better)."
            )
        }
        let words = optimizer.kind == "sgd" ? "sgd with momentum" : optimizer.kind
        return (
            missed + "; with \(words) at \(better) they are memorised in \(other.steps)",
            "The network is sound, its optimizer is not up to it at any rate: try \(words) at "
                + "\(better)."
        )
    }

    /// What is said where a rate within a factor of ten memorises the batch: so few rows are
    /// steeper or flatter than the training's batches, and the own rate no fault.
    func near(_ rate: Double) -> String? {
        let own = recipe.specification.freshOptimizer.learningRate
        guard RateGrid.times(own, rate) <= 10.001 else { return nil }
        return "memorised with a learning rate of \(Figure.text(rate)), near its own of "
            + "\(Figure.text(own)), by which \(missed)"
    }

    /// Two digits tell how far off a rate is.
    private static func rounded(_ ratio: Double) -> String {
        guard ratio.isFinite else { return Figure.text(ratio) }
        let unit = Double.pow(10, Double.log10(ratio).rounded(.down) - 1)
        return Figure.text((ratio / unit).rounded() * unit)
    }

    func width(_ other: BatchAttempt) -> (evidence: String, advice: String) {
        (
            missed + ", at no rate of any optimizer; with layers four times as wide they are "
                + "memorised in \(other.steps)",
            "The network is too narrow: make its hidden layers wider."
        )
    }
}
