public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// The attempts of the check, and what is said of them.
extension OverfitOneBatch {
    /// So many steps after all else was memorised a class has had its time.
    private static let patienceForClasses = 100

    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        guard let task = try task(of: recipe) else { throw CheckError(Memorisation.noQuestion) }
        switch name {
        case Self.scheduled:
            var scheduled = recipe.plain
            scheduled.specification.schedule = recipe.specification.schedule
            return attempt(scheduled, on: task).result
        case Self.wide:
            let grid = RateGrid(
                name: name, optimizer: ComponentSpecification(kind: "adam"),
                rates: [1e-4, 1e-3, 1e-2])
            return try grid.best(of: recipe, on: task, part: 1, most: steps).result
        default:
            guard let grid = grids(recipe).first(where: { $0.name == name }) else {
                return attempt(recipe.plain, on: task).result
            }
            return try grid.best(
                of: recipe, on: task, part: gridPart(recipe), most: steps
            ).result
        }
    }

    func finding(
        warning blame: (evidence: String, advice: String), _ own: BatchAttempt, _ attempts: Table
    ) -> Finding {
        finding(
            .warned, blame.evidence, advice: blame.advice, measurements: own.measurements,
            series: [own.series], tables: [attempts])
    }

    func indistinguishable(_ task: Memorisation) -> Finding {
        finding(
            .failed,
            "\(task.batch.count) rows of unlike targets have the same inputs: nothing tells them "
                + "apart",
            advice: "Check how the inputs are read and normalised: see constants and inputs.")
    }

    func memorised(
        _ own: BatchAttempt, _ task: Memorisation, _ recipe: Recipe
    ) -> Finding {
        let seen =
            "\(own.rows) rows memorised in \(own.steps) steps, score "
            + Figure.text(own.score) + recipe.teacherNote
        if let proof = own.proof, proof.ignoresInputs {
            return finding(
                .failed,
                seen + ", and as well with the inputs of other rows: a loss "
                    + "\(Figure.share(max(0, proof.permuted))) of the way up to a constant's",
                advice: "The answers come of the rows' order in the batch, not of the inputs: look "
                    + "for what mixes the batch's axis with others (reshape, permute).",
                measurements: own.measurements, series: [own.series])
        }
        if let missed = own.proof?.missedClass, own.waited >= Self.patienceForClasses {
            return finding(
                .warned,
                seen + ", but for class \(missed): none of its rows is right, nor in "
                    + "\(own.waited) steps more",
                advice: "Look at how that class's targets are read, at class weights, and at its "
                    + "output of the last layer.",
                measurements: own.measurements, series: [own.series])
        }
        guard let limit = task.attainable.limit else {
            return finding(.passed, seen, measurements: own.measurements, series: [own.series])
        }
        return finding(
            .warned,
            seen + ", as far as outputs \(limit) reach: the targets lie beyond them",
            advice: "Take the last activation away, or scale the targets into its range: see "
                + "output-activation.", measurements: own.measurements, series: [own.series])
    }

    /// What each attempt came to: O02's best of all rates, and O04's.
    func attempts(_ results: [String: ProbeResult]) -> Table {
        let names = results.keys.sorted()
        return Table(
            name: "attempts to memorise the batch",
            columns: ["attempt", "best rate", "steps", "loss", "score", "memorised"],
            rows: names.map { name in
                let attempt = BatchAttempt(results[name] ?? ProbeResult(values: [:]))
                let rate = results[name]?["rate"] ?? .nan
                return [
                    name, rate.isNaN ? "" : Figure.text(rate), "\(attempt.steps)",
                    Figure.text(attempt.last), Figure.text(attempt.score),
                    attempt.succeeded ? "yes" : "no",
                ]
            })
    }

    func grids(_ recipe: Recipe) -> [RateGrid] {
        [.own] + RateGrid.references(for: recipe.specification)
    }

    func attempt(_ recipe: Recipe, on task: Memorisation) -> BatchAttempt {
        BatchAttempt(
            of: recipe, recipe.network(), on: task,
            steps: min(Memorisation.steps(of: recipe, most: steps), affordable(recipe)),
            patience: min(steps, affordable(recipe)))
    }

    /// The rows to be memorised: fewer of a network for which they would cost too much.
    ///
    /// - Throws: `OverBudget` where too few are left.
    func task(of recipe: Recipe) throws(OverBudget) -> Memorisation? {
        let rows = Memorisation.rows(of: recipe)
        _ = try recipe.sample(rows, passes: 3 * Self.least, least: rows, of: self)
        return Memorisation(of: recipe, rows: rows, passBelow: passBelow)
    }

    /// The steps that each attempt can ask for.
    private static let least = 500
    /// The operations that one attempt, and all grids, aim at.
    private static let aim = 2e12

    private func stepCost(_ recipe: Recipe) -> Double {
        3 * recipe.rowCost * Double(Memorisation.rows(of: recipe))
    }

    private func affordable(_ recipe: Recipe) -> Int {
        max(Self.least, Int(min(Self.aim / stepCost(recipe), 1e6)))
    }

    /// The part of their steps that grids take of a large network.
    func gridPart(_ recipe: Recipe) -> Double {
        let whole = grids(recipe).reduce(0) { $0 + $1.steps }
        return min(1, max(0.3, Self.aim / (Double(whole) * stepCost(recipe))))
    }

    /// Whether the wider network's attempt, of 16 times the operations, fits the budget as well.
    func affords(wider recipe: Recipe) -> Bool {
        let wider = 16 * (3 * RateGrid.coarse + 2 * RateGrid.fine)
        return stepCost(recipe) * Double(wider) <= Self.budget
    }
}
