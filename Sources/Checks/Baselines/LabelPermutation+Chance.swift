internal import Experiments
internal import Networks
internal import Training

extension LabelPermutation {
    /// What guessing scores at best: the largest class's share, at each position its own, or an R²
    /// of 0.
    func chance(_ recipe: Recipe, _ judged: Examples) -> Double {
        guard case .classes(let labels) = judged.targets, !labels.isEmpty else { return 0 }
        let guessed = (0..<judged.positions).reduce(0) { sum, position in
            let indices = stride(from: position, to: labels.count, by: judged.positions)
            let own = indices.map { (labels[$0], 1) }.filter { $0.0 != recipe.ignoredClass }
            return sum + (Dictionary(own, uniquingKeysWith: +).values.max() ?? 0)
        }
        return Double(guessed) / Double(max(recipe.loss.judgedCount(judged.targets), 1))
    }
}
