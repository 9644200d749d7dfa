public import Experiments
public import Jobs
internal import Networks
internal import Training

/// B07: a whole training reaches the score that is known of these data and this network.
///
/// The experiment file names it: `checks: {reference-result: {score: 0.958, within: 0.01}}`. Three
/// whole trainings are judged on all validation rows; it warns where the interval of their mean, by
/// Student's t, lies below the known one, and above it, as where held-out rows have leaked. Silent
/// where no score is named.
public struct ReferenceResult: PlanningCheck {
    public static let name = "reference-result"
    public static let verifies = "a whole training reaches the score that is known of it"
    public static let tier = 3
    /// The trainings together, on all slots.
    public static let budget = 1e13
    public var expected: String {
        within > 0 ? "\(Figure.text(score)) ± \(Figure.text(within))" : "what the file names"
    }

    @Threshold(.any, "the held-out score that such a training is known to reach")
    public var score = 0.0
    @Threshold(.notNegative, "how far from it is still as known; at 0 no score is known")
    public var within = 0.0

    public init() {}

    private static let seeds = 3
    /// The quantile of Student's t with two degrees of freedom at 1 % on both sides together.
    private static let reach = 9.92

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        guard within > 0 else {
            return .finding(
                finding(.skipped, "the file names no score: `score` and `within` of this check"))
        }
        guard recipe.validation.count > 0 else {
            return .finding(finding(.skipped, "there are no held-out rows"))
        }
        _ = try recipe.affordableSteps(
            recipe.plannedSteps, trainings: Self.seeds, least: recipe.plannedSteps, of: self)
        return .probes((0..<Self.seeds).map { Probe("\($0)", expectedCost: 5) })
    }

    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        guard let number = Int(name), (0..<Self.seeds).contains(number) else {
            throw CheckError("\(Self.name) has no training \"\(name)\"")
        }
        var loop = recipe.loop(recipe.freshNetwork(number))
        for _ in 0..<recipe.plannedSteps where !loop.advance().isFinite {
            return ProbeResult(values: ["score": [.nan]])
        }
        let found = loop.evaluate(recipe.validation, progress: recipe.progress)
        return ProbeResult(values: ["score": [found.value ?? .nan]])
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let scores = try (0..<Self.seeds).map { try result("\($0)", in: results)["score"] }
        guard scores.allSatisfy(\.isFinite) else {
            return finding(
                .warned,
                "a whole training became NaN or infinite, where "
                    + "\(Figure.text(score)) is known",
                advice: "See stability: something is wrong beside the recipe that is known.")
        }
        let mean = Statistics.mean(scores)
        let error = Statistics.deviation(scores) / Double(Self.seeds).squareRoot()
        // What so few held-out rows leave open, of a share.
        let share = min(max(mean, 0), 1)
        let rows = Double(max(recipe.validation.count, 1))
        let sampled = recipe.loss.score == .r2 ? 0 : (share * (1 - share) / rows).squareRoot()
        let reach = max(Self.reach * error, 2.58 * sampled)
        let words =
            "\(Self.seeds) whole trainings score \(Figure.text(mean)) ± \(Figure.text(reach)) on "
            + "\(recipe.validation.count) held-out rows; known is \(expected)"
        let measurements = scores.map {
            Measurement(name: "held-out score", value: $0, expected: expected)
        }
        if mean + reach < score - within {
            return finding(
                .warned, words,
                advice: "Something differs from what is known: compare data, preprocessing, "
                    + "optimizer, schedule and initialisation one by one.",
                measurements: measurements)
        }
        if mean - reach > score + within {
            return finding(
                .warned, words,
                advice: "Better than known is a reason to look for held-out rows or targets among "
                    + "what is trained on: see duplicates and target-leakage.",
                measurements: measurements)
        }
        return finding(.passed, words, measurements: measurements)
    }
}
