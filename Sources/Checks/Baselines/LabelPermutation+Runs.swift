internal import Experiments
internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// The trainings that the check compares.
extension LabelPermutation {
    /// Operations that all trainings aim at.
    private static let aim = 6e10
    private static let permutations = 5...19

    /// The short trainings.
    struct Shortened {
        /// The targets alone teach, at a constant rate; smaller batches where those of the
        /// experiment would cost too much.
        let recipe: Recipe
        let steps: Int
        let permutations: Int
        let isAffordable: Bool
    }

    static func shortened(_ whole: Recipe) -> Shortened {
        var recipe = whole
        recipe.distillation = nil
        recipe.specification.schedule = ComponentSpecification(kind: "constant")
        let steps = min(300, max(60, recipe.plannedSteps))
        let fewest = min(steps, 60)
        let judging = Double(judgedRows(recipe).count) * recipe.rowCost
        let least = Double(Self.permutations.lowerBound + 1)
        recipe = recipe.inSmallerBatches(steps: fewest, within: budget / 4 / least - judging)
        let affordable = Int(min(aim / least / recipe.stepCost, 1e6))
        let taken = min(steps, max(fewest, affordable))
        let cost = Double(taken) * recipe.stepCost + judging
        let runs = Int(min(aim / cost, 1e3)) - 1
        return Shortened(
            recipe: recipe, steps: taken,
            permutations: min(
                max(runs, Self.permutations.lowerBound), Self.permutations.upperBound),
            isAffordable: least * cost <= budget)
    }

    static func judgedRows(_ recipe: Recipe) -> Examples {
        recipe.validation.rows(Array(0..<min(1024, recipe.validation.count)))
    }

    /// Loss and score on held-out rows after a training on drawn targets, in run 0 on the real
    /// ones; NaN where it diverged.
    func heldOut(_ recipe: Recipe, run: Int) -> ProbeResult {
        let short = Self.shortened(recipe)
        var recipe = short.recipe
        var judged = Self.judgedRows(recipe)
        // More rows than the steps take are not looked at.
        let taken = short.steps * recipe.batchSize
        if recipe.training.count > max(taken, 20_000) {
            recipe.training = recipe.sample(max(taken, 20_000))
        }
        let groups = RowGroups(
            training: recipe.training, heldOut: judged, areIds: recipe.takesIds)
        let judgesLeaks = groups.twinless.count * judged.positions >= Self.leastRows
        if run > 0 {
            var stream = RandomStream(recipe.key("permutation/\(run)"))
            if judgesLeaks {
                (recipe.training, judged) = groups.relabelled(
                    recipe.training, judged, by: stream.permutation(groups.first.count))
            } else {
                let rows = recipe.training.rows(stream.permutation(recipe.training.count))
                recipe.training = recipe.training.with(rows.targets)
            }
        }
        if judgesLeaks { judged = judged.rows(groups.twinless) }
        let network = recipe.makeNetwork(recipe.specification) { recipe.weightKey("\($0)/\(run)") }
        var loop = recipe.loop(network)
        for _ in 0..<short.steps where !loop.advance().isFinite {
            return ProbeResult(values: ["loss": [.nan], "score": [.nan]])
        }
        let found = loop.objective.evaluate(judged)
        var values: [String: [Double]] = [
            "loss": [found.loss], "score": [found.value ?? .nan], "rows": [Double(judged.count)],
            "judges leaks": [judgesLeaks ? 1 : 0], "near copies": [Double(groups.nearCopies)],
            "chance": [
                ConstantGuess(recipe.loss, judged, headShape: recipe.headShape).score
            ],
        ]
        if run == 0 { values["learned"] = [Self.hasLearned(loop, recipe) ? 1 : 0] }
        return ProbeResult(values: values)
    }

    /// Whether the training loss came a tenth of the way below guessing.
    private static func hasLearned(_ loop: TrainingLoop, _ recipe: Recipe) -> Bool {
        let rows = recipe.sample(512)
        let guess = ConstantGuess(recipe.loss, rows, headShape: recipe.headShape).loss
        let floor = recipe.loss.minimum(outputShape: recipe.headShape, targets: rows.targets)
        let loss = loop.objective.evaluate(rows).loss
        let judged =
            recipe.loss.reduction == .mean ? 1 : Double(recipe.loss.judgedCount(rows.targets))
        return loss < (guess - 0.1 * (guess - floor)) / judged
    }

    /// Whether neighbours or ridge regression find a signal in what the loader gives; true where
    /// they can't tell.
    static func findsSignal(_ recipe: Recipe) -> Bool {
        let recipe = shortened(recipe).recipe
        let judged = judgedRows(recipe)
        var loader = DataLoader(
            recipe.training, batchSize: recipe.batchSize, order: recipe.order,
            transform: recipe.transform
        ).batches(epoch: 0).makeIterator()
        var inputs: [Tensor] = []
        var targets: [Targets] = []
        while let batch = loader.next(), inputs.count * recipe.batchSize < 2048 {
            inputs.append(batch.inputs)
            targets.append(batch.targets)
        }
        guard let first = targets.first else { return true }
        let rows = Examples(
            inputs: concatenated(inputs, axis: 0),
            targets: targets.dropFirst().reduce(first) { $0.followed(by: $1) })
        guard let probe = PlainProbe(recipe, on: rows, judged: judged) else { return true }
        let chance = ConstantGuess(recipe.loss, judged, headShape: recipe.headShape).score
        let constant = [Double](repeating: chance, count: probe.scores[0].values.count)
        return probe.scores.contains { PairedGain($0.values, over: constant).low > 0 }
    }
}
