internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// One try to memorise a batch with a recipe, its regularisers off.
struct BatchAttempt {
    let rows: Int
    /// Those taken, up to the one that reached the goal.
    let steps: Int
    let first: Double
    let last: Double
    let goal: Double
    let score: Double
    /// About 100 of the steps, from 1, and their losses.
    private let shownSteps: [Double]
    private let shownLosses: [Double]

    var succeeded: Bool { last <= goal }

    init(of recipe: Recipe, on batch: Examples, passBelow: Double, steps limit: Int) {
        let recipe = recipe.plain
        let network = recipe.network()
        var loop = recipe.loop(network)
        let outputs = network(batch.inputs)
        let floor = recipe.loss.minimum(
            outputShape: Array(outputs.shape.dropFirst()), targets: batch.targets)
        var losses: [Double] = []
        var goal = Double.nan
        for _ in 0..<limit {
            let record = loop.step(on: batch)
            losses.append(record.loss)
            if losses.count == 1 { goal = floor + passBelow * (record.loss - floor) }
            if !record.isFinite || record.loss <= goal { break }
        }
        rows = batch.count
        steps = losses.count
        first = losses.first ?? .nan
        last = losses.last ?? .nan
        self.goal = goal
        score = Self.score(network, batch, recipe)
        let shown = stride(from: 0, to: losses.count, by: max(1, losses.count / 100))
        shownSteps = shown.map { Double($0 + 1) }
        shownLosses = shown.map { losses[$0] }
    }

    /// Judged as the loss was: after few steps running statistics lag behind the batch's own.
    private static func score(_ network: Network, _ batch: Examples, _ recipe: Recipe) -> Double {
        let mode = network.hasRunningStatistics ? recipe.trainingMode() : .evaluation
        var tally = ScoreTally(recipe.loss.score, ignoredClass: recipe.ignoredClass)
        tally.add(outputs: network(batch.inputs, mode: mode), targets: batch.targets)
        return tally.value
    }

    /// What a probe brings of it.
    var result: ProbeResult {
        ProbeResult(values: [
            "rows": [Double(rows)], "steps": [Double(steps)], "first loss": [first],
            "last loss": [last], "goal": [goal], "score": [score], "shown steps": shownSteps,
            "shown losses": shownLosses,
        ])
    }

    init(_ result: ProbeResult) {
        rows = Int(exactly: result["rows"]) ?? 0
        steps = Int(exactly: result["steps"]) ?? 0
        first = result["first loss"]
        last = result["last loss"]
        goal = result["goal"]
        score = result["score"]
        shownSteps = result.values["shown steps"] ?? []
        shownLosses = result.values["shown losses"] ?? []
    }

    var series: Series {
        Series(
            name: "loss of one batch", kind: .line, xLabel: "step", yLabel: "loss", x: shownSteps,
            y: shownLosses)
    }
}
