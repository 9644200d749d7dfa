internal import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// One try to memorise a batch with a recipe.
struct BatchAttempt {
    let rows: Int
    /// Those taken, up to the one that reached the goal.
    let steps: Int
    let first: Double
    let last: Double
    let goal: Double
    let score: Double
    let least: Double
    /// Steps after the goal was reached, for a class that none of its rows was right of.
    let waited: Int
    /// Of a batch that was memorised.
    let proof: MemoryProof?
    /// About 100 of the steps, from 1, and their losses.
    private let shownSteps: [Double]
    private let shownLosses: [Double]

    /// What the loss may come to for all its patience; a loss on its way there is no fault.
    private let slowGoal: Double

    var succeeded: Bool { last <= slowGoal && score >= least }

    /// - Parameters:
    ///   - network: is trained; as fresh as the recipe makes it.
    ///   - steps: how many it takes at most.
    ///   - patience: how many it takes at most where the loss has come three quarters of the way
    ///     after `steps`.
    init(
        of recipe: Recipe, _ network: Network, on task: Memorisation, steps limit: Int,
        patience: Int = 0
    ) {
        var loop = recipe.loop(network)
        var losses: [Double] = []
        var score = Double.nan
        var (nextLook, reached) = (0, Int.max)
        while losses.count < limit
            || losses.count < patience && task.isNear(losses.last ?? .infinity)
        {
            let record = loop.step(on: task.batch)
            losses.append(record.loss)
            guard record.isFinite else { break }
            guard record.loss <= task.goal, losses.count >= nextLook else { continue }
            let outputs = task.outputs(network, recipe)
            score = recipe.memorisedScore(outputs, task.batch.targets)
            if score >= task.least {
                reached = min(reached, losses.count)
                if task.missedClass(outputs, recipe) == nil { break }
            }
            nextLook = losses.count + 10
        }
        rows = task.batch.count
        steps = losses.count
        first = losses.first ?? .nan
        last = losses.last ?? .nan
        goal = task.goal
        least = task.least
        slowGoal = losses.count > limit ? max(task.goal, task.slowGoal) : task.goal
        self.score = score.isNaN ? task.score(network, recipe) : score
        waited = max(0, losses.count - reached)
        let isMemorised = last <= slowGoal && self.score >= least
        proof = isMemorised ? MemoryProof(network, on: task, recipe) : nil
        let shown = stride(from: 0, to: losses.count, by: max(1, losses.count / 100))
        shownSteps = shown.map { Double($0 + 1) }
        shownLosses = shown.map { losses[$0] }
    }

    /// What a probe brings of it.
    var result: ProbeResult {
        var result = ProbeResult(values: [
            "rows": [Double(rows)], "steps": [Double(steps)], "first loss": [first],
            "last loss": [last], "goal": [goal], "score": [score], "least": [least],
            "slow goal": [slowGoal],
            "shown steps": shownSteps, "shown losses": shownLosses, "waited": [Double(waited)],
        ])
        if let proof { result.values.merge(proof.values) { $1 } }
        return result
    }

    init(_ result: ProbeResult) {
        rows = Int(exactly: result["rows"]) ?? 0
        steps = Int(exactly: result["steps"]) ?? 0
        first = result["first loss"]
        last = result["last loss"]
        goal = result["goal"]
        score = result["score"]
        least = result["least"]
        slowGoal = result["slow goal"]
        waited = Int(exactly: result["waited"]) ?? 0
        proof = result.values["permuted"] == nil ? nil : MemoryProof(result)
        shownSteps = result.values["shown steps"] ?? []
        shownLosses = result.values["shown losses"] ?? []
    }

    var series: Series {
        Series(
            name: "loss of one batch", kind: .line, xLabel: "step", yLabel: "loss", x: shownSteps,
            y: shownLosses)
    }

    var measurements: [Measurement] {
        [
            Measurement(name: "initial loss", value: first),
            Measurement(name: "final loss", value: last, expected: "≤ \(Figure.text(goal))"),
            Measurement(name: "steps taken", value: Double(steps)),
            Measurement(
                name: "score on the batch", value: score, expected: "≥ \(Figure.text(least))"),
            Measurement(name: "rows", value: Double(rows)),
        ] + (proof?.measurements ?? [])
    }
}
