public import Experiments
internal import Foundation
public import Jobs
internal import Training

/// L01: the learning rate lies in the bracket of a range test: the loss while the rate grows from
/// 1e-7 in 150 steps, 60 of a large network, in three orders of the rows.
///
/// A rate above half of that at which the losses run away, in all orders, or below a hundredth of
/// the valley's, is put to the test of a short training against the suggestion, a tenth and ten
/// times of it: only one that ends worse there warns. High rates are to come below a constant
/// answer as well: weights that start far off let any of them fall. Where the fall does not stand
/// out of the noise there is no suggestion. A recipe of at most 300 steps has its whole course
/// compared, at any rate below the valley's. A large network gets one order alone.
public struct LearningRate: Examination {
    public static let name = "learning-rate"
    public static let verifies = "the learning rate lies where a range test has the loss fall"
    public var expected: String {
        "between \(Figure.text(lowShare)) of the valley and \(Figure.text(highShare)) of divergence"
    }
    public static let tier = 2
    public static let budget = 4e13
    private static let aim = 3e10
    public static let explains =
        [
            OverfitOneBatch.name, LossDecreases.name, Stability.name, "plateau", "update-ratio",
            "oscillation", "underfit", "curvature", "step-length", "rate-sweep", "batch-size",
            ParametersMove.name,
            "gradient-spikes", "weight-norms", "dying-units", "output-collapse", "class-recall",
        ] + Symptoms.ofTraining

    @Threshold(.positive, "the share of the diverging rate that is not to be exceeded")
    public var highShare = 0.5
    @Threshold(.positive, "the share of the valley's rate that is not to be undercut")
    public var lowShare = 0.01

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let own = recipe.specification.freshOptimizer.learningRate
        let least = try recipe.affordableSteps(60, trainings: 11, least: 40, of: self)
        let aimed = Int(min(Self.aim / 3 / recipe.stepCost, 150))
        let steps = max(least, aimed)
        // Three orders of smaller batches tell as much of a costly network.
        let ranges = try recipe.inSmallerBatches(steps: 3 * steps, within: 10 * Self.aim)
            .learningRateRanges(
                from: min(1e-7, own / 10), to: max(10, 4 * own), steps: steps)
        let valleys = ranges.compactMap(\.valley)
        let ends = ranges.compactMap(\.divergence)
        var picture = RangePicture(ranges, own: own)
        guard valleys.count == ranges.count else {
            return finding(
                .passed,
                "the loss of a range test falls no further than its noise in "
                    + "\(ranges.count - valleys.count) of \(ranges.count) orders: no suggestion",
                series: picture.series)
        }
        let valley = Statistics.median(valleys)
        picture.valley = valley
        let measurements = [
            Measurement(name: "learning rate", value: own),
            Measurement(name: "rate of the valley", value: valley),
            Measurement(
                name: "rate at which the loss runs away",
                value: ends.count == ranges.count ? Statistics.median(ends) : .infinity),
        ]
        let isHigh = ends.count == ranges.count && ends.allSatisfy { own > highShare * $0 }
        let short = min(recipe.plannedSteps, 2 * steps)
        let isWhole = short == recipe.plannedSteps
        let isLow = valleys.allSatisfy { own < (isWhole ? 100 : 1) * lowShare * $0 }
        let verdict =
            try isHigh || isLow
            ? confirm(recipe, own, valley, steps: short, least: isLow ? (isWhole ? 0.5 : 0.25) : 0)
            : nil
        guard let verdict else {
            return finding(
                .passed,
                "a learning rate of \(Figure.text(own)); the loss falls about "
                    + Figure.text(valley)
                    + (ends.isEmpty ? "" : " and runs away at \(Figure.text(ends.min() ?? 0))")
                    + (isHigh || isLow
                        ? ", which a training of \(short) steps does not confirm" : ""),
                measurements: measurements, series: picture.series)
        }
        picture.suggestion = verdict.rate
        return finding(
            .warned, verdict.evidence, advice: verdict.advice, measurements: measurements,
            series: picture.series)
    }

    /// Trains shortly at the own rate and near the suggestion; nil where the own one does as well.
    ///
    /// - Parameter least: the share of the suggestion's fall that is to be reached; 0: any fall.
    private func confirm(
        _ recipe: Recipe, _ own: Double, _ valley: Double, steps: Int, least: Double
    ) throws -> (evidence: String, advice: String, rate: Double)? {
        let losses = try recipe.losses(atRate: own, steps: steps)
        let first = losses.first ?? .nan
        let ending = Recipe.ending(losses)
        guard let better = try recipe.confirmedRate(near: valley, steps: steps) else { return nil }
        let best = Recipe.ending(try recipe.losses(atRate: better, steps: steps))
        let guess = least == 0 ? recipe.guessedLoss() ?? .infinity : .infinity
        let isGuessing = best < guess && guess <= ending
        guard best < first, isGuessing || first - ending <= least * (first - best) else {
            return nil
        }
        let times = Figure.text(Recipe.oneDigit(max(own, better) / min(own, better)))
        let seen = ending.isFinite ? "ends at \(Figure.text(ending))" : "is no number any more"
        return (
            "after \(steps) steps the loss \(seen) from \(Figure.text(first))"
                + (isGuessing ? " (a constant answer has \(Figure.text(guess)))" : "")
                + " at a learning rate of \(Figure.text(own)), and at "
                + "\(Figure.text(best)) at \(Figure.text(better))",
            "The learning rate is about \(times) times too \(own > better ? "high" : "low"): take "
                + "\(Figure.text(better)).", better
        )
    }
}
