internal import Experiments
internal import Jobs
internal import Networks
internal import Randomness
internal import Tensors
internal import Training

/// The trainings that the check compares.
extension LabelPermutation {
    /// Fewer steps than this tell nothing.
    static let leastSteps = 8

    /// Operations that all trainings aim at; small networks take as many steps as tell something.
    private static let aim = 4e11

    /// The steps of each run.
    static func steps(_ recipe: Recipe) -> Int {
        let whole = aim / Double(permutations + 1) / plain(recipe).stepCost
        let wanted = Double(min(300, max(60, recipe.plannedSteps)))
        return Int(min(max(whole, Double(leastSteps)), wanted))
    }

    /// Whether the trainings, as short as they may be, and what judges them stay within the budget.
    static func isAffordable(_ recipe: Recipe) -> Bool {
        let trained = Double(steps(recipe)) * plain(recipe).stepCost
        let judged = Double(judgedRows(recipe).count) * recipe.rowCost
        return Double(permutations + 1) * (trained + judged) <= budget
    }

    static func judgedRows(_ recipe: Recipe) -> Examples {
        recipe.validation.rows(Array(0..<min(1024, recipe.validation.count)))
    }

    /// The targets alone teach, at a constant rate.
    private static func plain(_ recipe: Recipe) -> Recipe {
        var recipe = recipe
        recipe.distillation = nil
        recipe.specification.schedule = ComponentSpecification(kind: "constant")
        return recipe
    }

    /// Loss and score on held-out rows after a training on drawn targets, in run 0 on the real
    /// ones; NaN where it diverged.
    func heldOut(_ recipe: Recipe, run: Int) -> ProbeResult {
        var recipe = Self.plain(recipe)
        var judged = Self.judgedRows(recipe)
        // More rows than the steps take are not looked at.
        let taken = Self.steps(recipe) * recipe.batchSize
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
        for _ in 0..<Self.steps(recipe) where !loop.advance().isFinite {
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
        let recipe = plain(recipe)
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
