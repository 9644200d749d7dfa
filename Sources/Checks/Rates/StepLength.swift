public import Experiments
public import Jobs
internal import Training

/// L03: how far a step goes towards the lowest point that it could reach along its own way, by a
/// parabola through the slopes before and after on the same batch: α = −(g₁·d) / (g₀·d), −1 at the
/// start, 0 at the lowest point, 1 as far beyond it.
///
/// A median of the first steps beyond 0.9 steps to the other side of the valley and warns where a
/// short training does not fall and a slower one does; one within 0.001 of −1 hardly sets out and
/// warns where a hundred times the rate falls ten times as far.
///
/// Source: F. Schneider, F. Dangel, P. Hennig, "Cockpit", arXiv 2102.06604.
public struct StepLength: Examination {
    public static let name = "step-length"
    public static let verifies = "a step neither stays where it is nor leaps over the valley"
    public static let explains =
        [
            LossDecreases.name, "oscillation", "plateau", "underfit", "update-ratio",
            "class-recall",
        ] + Symptoms.ofTraining
    public var expected: String {
        "median of the first steps from -1 + \(Figure.text(short)) to \(Figure.text(long)), or "
            + "a training that is none the worse"
    }
    public static let tier = 1
    public static let budget = 1e11

    @Threshold(.positive, "a median beyond this is put to a short training")
    public var long = 0.9
    @Threshold(.positive, "a median nearer to -1 is put to a short training")
    public var short = 1e-3
    private static let steps = 12

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let count = try recipe.affordableSteps(
            min(Self.steps, recipe.plannedSteps), trainings: 3, least: 1, of: self)
        let lengths = recipe.stepLengths(count)
        guard !lengths.isEmpty else {
            return finding(.skipped, "the first steps change nothing, or are not finite")
        }
        let median = Statistics.median(lengths)
        let series = [
            Series(
                name: "length of each step", kind: .line, xLabel: "step",
                yLabel: "-1 the start, 0 the lowest point", x: lengths.indices.map { Double($0) },
                y: lengths)
        ]
        let measurements = [
            Measurement(name: "length of a step, median", value: median, expected: expected)
        ]
        let way = 100 / (1 + median)
        let words =
            median > -1
            ? "in the median a step goes "
                + "\(Figure.text(100 * (1 + median))) % of the way to the lowest point that "
                + "it sees"
            : "in the median a step sees no lowest point ahead"
        func passed(_ more: String = "") -> Finding {
            finding(.passed, words + more, measurements: measurements, series: series)
        }
        guard median > long || median > -1 && median < short - 1, way.isFinite else {
            return passed()
        }
        let isLong = median > long
        let own = recipe.specification.freshOptimizer.learningRate
        let other = Recipe.oneDigit(isLong ? own / (1 + median) / 10 : 100 * own)
        guard let trial = try trial(recipe, rate: other) else {
            return passed("; a short training costs too much to judge by")
        }
        let isWorse =
            isLong ? !trial.own.falls && trial.other.falls : trial.other.fall > 10 * trial.own.fall
        guard isWorse else { return passed(", and a short training is none the worse for it") }
        return finding(
            .warned,
            words + ": after \(trial.steps) steps the loss is \(trial.own.words), and "
                + "\(Figure.text(trial.other.after)) at a learning rate of \(Figure.text(other))",
            advice: "\(isLong ? "Lower" : "Raise") the learning rate: \(Figure.text(other)) does "
                + "better.", measurements: measurements, series: series)
    }

    private func trial(
        _ recipe: Recipe, rate: Double
    ) throws -> (steps: Int, own: RateTrial, other: RateTrial)? {
        let wanted = min(100, recipe.plannedSteps)
        guard
            let steps = try? recipe.affordableSteps(wanted, trainings: 2, least: 10, of: self),
            let rows = try? recipe.sample(256, passes: 2, of: self)
        else { return nil }
        return (
            steps, try RateTrial(recipe, rows, steps: steps),
            try RateTrial(recipe, rows, steps: steps, rate: rate)
        )
    }
}
