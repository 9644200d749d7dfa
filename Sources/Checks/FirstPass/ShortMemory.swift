internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// A short training on a few rows by an experiment's own recipe, its regularisers off: by it a
/// check confirms that what looks wrong before the first step does keep the network from learning.
struct ShortMemory {
    /// Rows and steps that it takes.
    private static let rows = 32
    private static let steps = 300

    /// How many steps were taken.
    let steps: Int
    /// The loss of the last step.
    let last: Double
    /// The loss of the best outputs that are the same for every row.
    let guess: Double
    /// The largest loss on the way over the first.
    let rise: Double
    /// Whether a tenth of the way from guessing to the floor was covered.
    let learned: Bool
    /// rms(θ after − θ before) / rms(θ before) of each weight.
    private let movement: [String: Double]

    /// Nil where it would cost too much, or where guessing the rows can't be told from knowing
    /// them.
    init?(_ recipe: Recipe, of check: some Check) {
        let recipe = recipe.plain
        guard
            let rows = try? recipe.sample(
                max(Self.rows / recipe.targetShape.reduce(1, *), 2), passes: 3 * Self.steps,
                of: check)
        else { return nil }
        let guess = ConstantGuess(recipe.loss, rows, headShape: recipe.headShape).loss
        let floor = recipe.loss.minimum(outputShape: recipe.headShape, targets: rows.targets)
        guard guess - floor > 1e-3 * abs(guess), guess.isFinite else { return nil }
        let goal = guess - 0.1 * (guess - floor)
        let network = recipe.network()
        let before = network.snapshot()
        var loop = recipe.loop(network)
        var losses: [Double] = []
        for _ in 0..<Self.steps {
            let record = loop.step(on: rows)
            losses.append(record.isFinite ? record.loss : .infinity)
            let isBelow = losses.count >= 5 && losses.suffix(5).allSatisfy { $0 < goal }
            if !record.isFinite || isBelow { break }
        }
        steps = losses.count
        last = losses.last ?? .nan
        self.guess = guess
        rise = (losses.max() ?? .nan) / (losses.first ?? .nan)
        learned = losses.count >= 5 && losses.suffix(5).allSatisfy { $0 < goal }
        movement = Self.movement(of: network, from: before)
    }

    private static func movement(of network: Network, from before: Snapshot) -> [String: Double] {
        var found: [String: Double] = [:]
        for (index, named) in network.parameters.enumerated()
        where named.isLearned && named.parameter.value.rank > 1 {
            let start = before.values[index]
            let change = (named.parameter.value - start).sumOfSquares().squareRoot()
            found[named.name] = change / start.sumOfSquares().squareRoot()
        }
        return found
    }

    /// How far the weights of the layer at a path moved, in their own size; nil where it has none.
    func movement(of layer: String) -> Double? {
        let own = movement.filter { $0.key.hasPrefix(layer + ".") }.values
        return own.max()
    }

    /// "a training of 32 rows stays at a loss of 2.3 after 300 steps, guessing at 2.2".
    var words: String {
        "a training on a few rows \(learned ? "comes to" : "stays at") a loss of "
            + "\(Figure.text(last)) in \(steps) steps, where guessing has \(Figure.text(guess))"
    }
}
