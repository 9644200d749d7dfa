public import Experiments
public import Jobs
internal import Networks
internal import Training

/// L04, L05: the same rows in batches of half and of twice the size, at a learning rate scaled with
/// them (by the root, for optimizers that scale their steps themselves), lower the loss alike. A
/// recipe of at most 60 steps in all is tried in batches of an eighth at its own rate as well.
///
/// Warns where another size lowers the loss of the same rows at least so many times as far, beyond
/// chance: where batches are too small for their normalisation or their noise, or so large that
/// hardly a step is taken (there half as much is enough, or half the loss left). The noise scale
/// tr Σ / |G|² of the untrained network is information.
///
/// Source: S. McCandlish and others, "An empirical model of large-batch training", arXiv
/// 1812.06162.
public struct BatchSize: PlanningCheck {
    public static let name = "batch-size"
    public static let verifies = "other batches would not learn far more from as many rows"
    public static let explains =
        [
            "underfit", "plateau", LossDecreases.name, "class-recall", "batch-norm-gap",
        ] + Symptoms.ofTraining
    public var expected: String {
        "no other size lowers the loss \(Figure.text(times)) times as far"
    }
    public static let tier = 3
    public static let budget = 1e11

    @Threshold(.positive, "another size that lowers the loss so many times as far warns")
    public var times = 4.0
    @Threshold(1...100_000, "a recipe of no more steps is tried in much smaller batches")
    public var fewSteps = 60
    static let steps = 40

    public init() {}

    private static let own = "own"
    private static let small = "eighth"
    private static let scaled = ["half": 0.5, "double": 2.0]

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        guard recipe.training.count >= 64, recipe.plannedSteps >= 2 else {
            return .finding(finding(.skipped, "there are too few rows or steps to compare by"))
        }
        _ = try steps(of: recipe, batches: 1)
        let size = recipe.batchSize
        var probes = [Probe(Self.own, expectedCost: 0.5)]
        for (name, factor) in Self.scaled.sorted(by: { $0.key < $1.key }) {
            let other = Int(Double(min(size, recipe.training.count)) * factor)
            guard other >= 2, other <= recipe.training.count else { continue }
            let edits = [Edit.batchSize(other), rate(recipe, times: factor)]
            probes.append(Probe(name, edits: edits, expectedCost: 0.5))
        }
        let eighth = min(size, recipe.training.count) / 8
        if recipe.plannedSteps <= fewSteps, eighth >= 4 {
            probes.append(Probe(Self.small, edits: [.batchSize(eighth)], expectedCost: 1))
        }
        return .probes(probes)
    }

    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        let factor = name == Self.small ? 0.125 : Self.scaled[name] ?? 1
        let steps = max(1, Int(Double(try steps(of: recipe, batches: factor)) / factor))
        let rows = recipe.sample(256)
        let training = try RateTrial(recipe, rows, steps: steps)
        var result = ProbeResult(values: [
            "before": [training.before], "after": [training.after], "groups": training.groups,
            "steps": [Double(steps)], "rows": [Double(recipe.batchSize)],
        ])
        if name == Self.own { result.values["noise scale"] = [recipe.noiseScale] }
        return result
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let own = try result(Self.own, in: results)
        let fall = own["before"] - own["after"]
        let order = ["eighth", "half", "own", "double"].filter { results[$0] != nil }
        let falls = try order.map { name in
            let result = try result(name, in: results)
            return result["after"].isFinite ? result["before"] - result["after"] : 0
        }
        let sizes = try order.map { Figure.text(try result($0, in: results)["rows"]) }
        let series = [
            Series(
                name: "", kind: .bar, xLabel: "rows of a batch", yLabel: "fall of the loss",
                x: order.indices.map(Double.init), y: falls, ticks: sizes)
        ]
        let noise = own["noise scale"]
        let measurements =
            zip(sizes, falls).map { Measurement(name: "fall in batches of \($0)", value: $1) } + [
                Measurement(name: "noise scale at the start", value: noise, unit: "rows")
            ]
        let best = falls.indices.max { falls[$0] < falls[$1] } ?? 0
        let other = try result(order[best], in: results)
        let steps = Figure.text(own["steps"])
        let seen =
            "in \(steps) steps of \(Figure.text(own["rows"])) rows the loss "
            + (own["after"].isFinite ? "falls by \(Figure.text(fall))" : "becomes no number")
        let isEarly = order[best] == Self.small
        guard learnsMore(other, than: own, isEarly: isEarly) else {
            return finding(
                .passed, seen + ", in other batches no \(Figure.text(times)) times as far",
                measurements: measurements, series: series)
        }
        return finding(
            .warned,
            seen + ", in \(Figure.text(other["steps"])) steps of \(sizes[best]) rows by "
                + Figure.text(falls[best]) + ", to \(Figure.text(other["after"])) from "
                + Figure.text(own["after"])
                + (isEarly ? "; \(recipe.plannedSteps) steps are planned in all" : ""),
            advice: isEarly
                ? "Take smaller batches or more epochs: the training ends before the network has "
                    + "learned."
                : "Take batches of \(sizes[best]) rows, or a learning rate that fits the own size.",
            measurements: measurements, series: series)
    }
}
