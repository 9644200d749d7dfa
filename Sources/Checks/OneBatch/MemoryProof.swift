internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// What a memorised batch is held against: O05, that a row of every class is right, and O06, that
/// the inputs are what the answers come of, so that other rows' inputs bring other answers.
struct MemoryProof {
    /// A class none of whose rows is right; nil where each has one.
    let missedClass: Int?
    /// The share of the way from the floor to the best constant's loss that is left with inputs
    /// permuted within the batch; NaN where the rows' targets are too alike to tell.
    let permuted: Double

    /// A network that answers by its inputs is thrown far beyond a constant's loss, left 1.
    private static let leastLeft = 0.15

    /// Whether the batch is still memorised with the inputs of other rows.
    var ignoresInputs: Bool { permuted < Self.leastLeft }

    init(missedClass: Int?, permuted: Double) {
        self.missedClass = missedClass
        self.permuted = permuted
    }

    init(_ network: Network, on task: Memorisation, _ recipe: Recipe) {
        missedClass = task.missedClass(task.outputs(network, recipe), recipe)
        permuted = Self.permuted(network, task, recipe)
    }

    /// Inputs move on by a third and by half of the rows; the less that throws the loss up counts.
    private static func permuted(
        _ network: Network, _ task: Memorisation, _ recipe: Recipe
    ) -> Double {
        let rows = task.batch.count
        let left = Set([1, rows / 3, rows / 2]).sorted().filter { $0 > 0 }.compactMap { shift in
            let order = (0..<rows).map { ($0 + shift) % rows }
            let moved = task.batch.rows(order)
            let own = task.batch.targets.numbers
            let differ = zip(own, moved.targets.numbers).count { $0 != $1 }
            guard 2 * differ > own.count else { return Double?.none }
            let other = moved.with(task.batch.targets)
            return task.left(
                recipe.loss(task.outputs(network, recipe, of: other), other.targets).item())
        }
        return left.min() ?? .nan
    }

    var values: [String: [Double]] {
        ["missed class": [missedClass.map(Double.init) ?? -1], "permuted": [permuted]]
    }

    init(_ result: ProbeResult) {
        missedClass = Int(exactly: result["missed class"]).flatMap { $0 < 0 ? nil : $0 }
        permuted = result["permuted"]
    }

    var measurements: [Measurement] {
        permuted.isFinite
            ? [
                Measurement(
                    name: "share of the way left with inputs permuted", value: permuted,
                    expected: "≥ \(Figure.text(Self.leastLeft))")
            ] : []
    }
}

extension Memorisation {
    /// A class none of whose rows is right, though all could be; nil where there is none, or where
    /// a row has several answers.
    func missedClass(_ outputs: Tensor, _ recipe: Recipe) -> Int? {
        guard case .classes(let labels) = batch.targets, batch.positions == 1,
            attainable.score > 0.999, recipe.ignoredClass == nil
        else { return nil }
        let scores = RowScores(recipe, outputs, batch.targets).values
        guard scores.count == labels.count else { return nil }
        let right = Set(zip(labels, scores).filter { $0.1 == 1 }.map(\.0))
        return labels.filter { !right.contains($0) }.min().map(Int.init)
    }
}
