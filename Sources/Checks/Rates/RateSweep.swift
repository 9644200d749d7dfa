public import Experiments
internal import Foundation
public import Jobs
internal import Training

/// L06: which learning rates memorise one batch, of the own one times 1e-3 … 1e3, in 100 steps each
/// at most; where the own does, further ones as far as they do too.
///
/// Where the own rate does not and another does, it gets as many steps as the recipe plans, 500 to
/// 2,000: if it still fails, and does not halve the loss of a training in batches either, a lower
/// rate that does, or one a hundred times higher, warns.
public struct RateSweep: Examination {
    public static let name = "rate-sweep"
    public static let verifies = "the learning rate is among those that memorise one batch"
    public static let explains =
        [
            OverfitOneBatch.name, LossDecreases.name, "update-ratio", "plateau", "underfit",
            "class-recall", "step-length",
        ] + Symptoms.ofTraining
    public var expected: String { "the own rate memorises the batch, or none does" }
    public static let tier = 3
    public static let budget = 1e11

    private static let steps = 100
    static let factors = [1e-3, 1e-2, 0.1, 1, 10, 100, 1000]

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let rows = min(Memorisation.rows, 8 * recipe.batchSize, recipe.training.count)
        let cost = 3 * recipe.rowCost * Double(rows * Self.factors.count)
        let count = min(Self.steps, Int(min(1e9, budget / cost)))
        guard count >= 30 else {
            throw OverBudget(
                reason: "a step on \(rows) rows at each of seven rates takes "
                    + "\(Figure.text(cost)) operations: 30 of them exceed the check's budget of "
                    + Figure.text(budget))
        }
        guard let task = Memorisation(of: recipe, rows: rows), task.isQuestion else {
            return finding(.skipped, Memorisation.noQuestion)
        }
        return try judge(recipe, task, steps: count)
    }

    private func judge(_ recipe: Recipe, _ task: Memorisation, steps: Int) throws -> Finding {
        let own = recipe.specification.freshOptimizer.learningRate
        let tried = try sweep(recipe, task, steps: steps)
        let rates = tried.map { $0.factor * own }
        let attempts = tried.map(\.attempt)
        let good = rates.indices.filter { attempts[$0].succeeded }
        let series = [
            Series(
                name: "", kind: .bar, xLabel: "learning rate",
                yLabel: "left of the way to the floor, after at most \(steps) steps",
                x: rates.indices.map(Double.init), y: attempts.map { Self.left($0, task) },
                ticks: rates.map { Figure.text($0) })
        ]
        let rows = "\(task.batch.count) rows in \(steps) steps"
        guard let first = good.first, let last = good.last else {
            return finding(
                .passed,
                "no rate of \(Figure.text(rates[0])) to \(Figure.text(rates[rates.count - 1])) "
                    + "memorises \(rows): see overfit-one-batch", series: series)
        }
        let seen =
            first == last
            ? "the learning rate of \(Figure.text(rates[first])) alone memorises \(rows)"
            : "learning rates of \(Figure.text(rates[first])) to \(Figure.text(rates[last])) "
                + "memorise \(rows)"
        let centre = tried.firstIndex { $0.factor == 1 } ?? 0
        let isOutside = first < centre || first > centre + 1
        if attempts[centre].succeeded || !isOutside {
            return finding(.passed, seen, series: series)
        }
        let patient = try attempt(
            recipe, task, factor: 1, steps: Memorisation.steps(of: recipe), patience: 2000)
        guard !patient.succeeded else {
            return finding(
                .passed, seen + "; the own of \(Figure.text(own)) takes \(patient.steps)",
                series: series)
        }
        // A few rows in one batch may throw a network about that many small batches teach well.
        let losses = try recipe.losses(atRate: own, steps: min(recipe.plannedSteps, steps))
        let ending = Recipe.ending(losses)
        guard !(ending < 0.5 * (losses.first ?? .nan)) else {
            return finding(
                .passed,
                seen + "; the own of \(Figure.text(own)) brings the loss from "
                    + "\(Figure.text(losses[0])) to \(Figure.text(ending)) in batches",
                series: series)
        }
        let better = rates[good.min { abs($0 - centre) < abs($1 - centre) } ?? first]
        return finding(
            .warned,
            seen + ", but the own of \(Figure.text(own)) does not in \(patient.steps): the loss is "
                + (patient.last.isFinite ? Figure.text(patient.last) : "no number"),
            advice: "\(better < own ? "Lower" : "Raise") the learning rate: \(Figure.text(better)) "
                + "memorises them.", series: series)
    }

    /// 1 where nothing better than a constant was reached, 0 at the floor.
    private static func left(_ attempt: BatchAttempt, _ task: Memorisation) -> Double {
        let left = task.left(attempt.last)
        return left.isFinite ? min(max(left, 0), 1) : 1
    }
}
