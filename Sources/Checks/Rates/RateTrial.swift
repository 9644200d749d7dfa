internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// The first steps of a recipe, and the loss of the same rows before and after them: as a batch in
/// training mode sees them where running statistics lag behind, else as an evaluation does.
struct RateTrial {
    let before: Double
    /// Infinite where a step was not finite.
    let after: Double
    /// The rows' losses after, in groups.
    let groups: [Double]

    /// - Parameters:
    ///   - rate: takes the place of the optimizer's own; nil leaves it.
    ///   - edits: what else is changed.
    init(
        _ recipe: Recipe, _ rows: Examples, steps: Int, rate: Double? = nil, edits: [Edit] = []
    ) throws {
        let value = rate.map { SettingValue.scalar(.real($0)) }
        let changed = value.map { Edit.set(.optimizer, key: "learning-rate", value: $0) }
        let recipe = try recipe.applying(edits + (changed.map { [$0] } ?? []))
        var loop = try recipe.wholeTraining()
        let mode = recipe.untrainedMode(loop.network)
        let start = Self.losses(loop.objective, rows, mode)
        before = Statistics.mean(start)
        var isFinite = true
        for _ in 0..<steps where isFinite { isFinite = loop.advance().isFinite }
        let end = isFinite ? Self.losses(loop.objective, rows, mode) : []
        groups = end
        let mean = end.isEmpty ? .infinity : Statistics.mean(end)
        after = mean.isFinite ? mean : .infinity
    }

    var falls: Bool { after < before }
    var fall: Double { before - after }

    var words: String {
        (after.isFinite ? Figure.text(after) : "no number") + ", from \(Figure.text(before))"
    }

    private static func losses(_ objective: Objective, _ rows: Examples, _ mode: Mode) -> [Double] {
        let size = max(1, rows.count / 16)
        let outputs = objective.network.unchanged { objective.outputs(rows.inputs, mode: mode) }
        return stride(from: 0, to: rows.count, by: size).compactMap { start in
            let group = start..<min(start + size, rows.count)
            let targets = rows.rows(Array(group)).targets
            let judged = objective.loss.judgedCount(targets)
            guard judged > 0 else { return nil }
            let value = objective.loss(outputs.sliced(axis: 0, group), targets).item()
            return objective.loss.reduction == .mean ? value : value / Double(judged)
        }
    }
}
