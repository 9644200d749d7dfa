public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// O01, O02, O04 to O06, L06: with its own optimizer and learning rate, regularisers off, the
/// network memorises up to 32 rows of unlike targets in as many steps as the recipe plans, 500 to
/// 2,000: L ≤ floor + 0.05 (best constant's loss − floor), and the score is at 0.9 of the
/// attainable.
///
/// Where it does not, probes try it without clipping, its optimizer at all rates from 1e-6 to 10,
/// SGD with momentum and Adam at the same, and wider layers: if one succeeds, that is what is
/// wrong, which warns; if none does, the check fails, or warns where the network has fewer numbers
/// than the rows' targets. A memorised batch fails where other rows' inputs bring the same answers,
/// and warns where none of a class's rows is right.
public struct OverfitOneBatch: PlanningCheck {
    public static let name = "overfit-one-batch"
    public static let verifies = "the network can memorise one batch with this recipe"
    public static let explains = Symptoms.ofTraining
    public var expected: String {
        "loss within \(Figure.text(100 * passBelow)) % of its floor, score at 0.9 of the attainable"
    }
    public static let tier = 2
    /// Each attempt.
    public static let budget = 4e13

    @Threshold(
        .unit, "the share of the way from the floor to the best constant's loss that may be left")
    public var passBelow = 0.05
    @Threshold(1...100_000, "the most steps to memorise the batch in")
    public var steps = 2000

    public init() {}

    static let own = "own"
    static let scheduled = "own-schedule"
    static let unclipped = "without-clipping"
    static let wide = "four-times-as-wide"

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        guard let task = try task(of: recipe) else {
            return .finding(finding(.skipped, Memorisation.noQuestion))
        }
        guard task.isQuestion else { return .finding(indistinguishable(task)) }
        let own = attempt(recipe.plain, on: task)
        if own.succeeded { return .finding(memorised(own, task, recipe)) }
        let settings = recipe.specification.training
        var probes = [Probe(Self.own, expectedCost: 3)]
        if recipe.specification.schedule.kind != "constant" {
            probes.append(Probe(Self.scheduled, expectedCost: 3))
        }
        if settings.clipNorm != nil || settings.clipValue != nil {
            probes.append(
                Probe(Self.unclipped, edits: [.switchOff(.clipping)], expectedCost: 3))
        }
        probes += grids(recipe).map { Probe($0.name, expectedCost: 3) }
        let wider = recipe.widening(by: 4)
        if !wider.isEmpty, affords(wider: recipe) {
            probes.append(Probe(Self.wide, edits: wider, expectedCost: 6))
        }
        return .probes(probes)
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        guard let task = try task(of: recipe) else { throw CheckError(Memorisation.noQuestion) }
        func success(_ name: String) -> BatchAttempt? {
            results[name].map { BatchAttempt($0) }.flatMap { $0.succeeded ? $0 : nil }
        }
        let own = BatchAttempt(try result(Self.own, in: results))
        if let other = success(Self.scheduled) { return memorised(other, task, recipe) }
        let blame = OneBatchBlame(own: own, recipe)
        let tried = attempts(results)
        if let other = success(Self.unclipped) {
            return finding(warning: blame.clipping(other), own, tried)
        }
        for grid in grids(recipe) {
            if let other = success(grid.name), let rate = results[grid.name]?["rate"] {
                if grid.optimizer == nil, let nearest = results[grid.name]?["nearest"],
                    let seen = blame.near(nearest)
                {
                    return finding(
                        .passed, seen, measurements: own.measurements, series: [own.series],
                        tables: [tried])
                }
                return finding(warning: blame.rate(rate, of: grid, other), own, tried)
            }
        }
        if let other = success(Self.wide) {
            return finding(warning: blame.width(other), own, tried)
        }
        let network = recipe.plain.network()
        let numbers = network.learned.reduce(0) { $0 + $1.parameter.count }
        let few = numbers < task.batch.targets.numberCount
        return finding(
            few ? .warned : .failed,
            blame.missed
                + ", nor does SGD with momentum or Adam memorise them at any rate from 1e-6 to 10"
                + (few ? "; \(numbers) numbers are to hold \(task.batch.targets.numberCount)" : ""),
            advice: "It is not the learning rate: look at feature-scale, output-activation, "
                + "gradients-exist, backward-signal and initial-loss.",
            measurements: own.measurements, series: [own.series], tables: [tried])
    }
}
