public import Experiments
public import Jobs
internal import Training

/// B03: nothing but the pairing of inputs and targets lets the network score on held-out rows.
///
/// The recipe runs shortly on the real targets and 5 to 19 times, as the budget allows, on targets
/// drawn anew over both splits, one for each distinct input row, near copies included; all are
/// judged on held-out rows that are no training row. If drawn targets beat what a constant scores
/// on them, something else than the inputs' meaning carries them over (fails). If neither loss nor
/// score of the real run stands out of theirs by Student's t, p > 0.05, no signal was found
/// (warns), unless neighbours or ridge regression find one.
/// Where fewer than 20 held-out rows are new, rows are permuted instead, and no leak is judged.
public struct LabelPermutation: PlanningCheck {
    public static let name = "label-permutation"
    public static let verifies = "only the true pairing of inputs and targets beats chance"
    public var expected: String {
        "drawn targets score at chance, the real ones above all of them"
    }
    public static let tier = 3

    @Threshold(.insideUnit, "a larger p of both real loss and score among the drawn ones warns")
    public var warnAbove = 0.05
    @Threshold(.any, "drawn targets whose score beats a constant's by more fail")
    public var failAbove = 0.02

    public init() {}

    /// Fewer held-out rows than this tell nothing.
    static let leastRows = 20
    /// All trainings together, on all slots.
    public static let budget = 1e12

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        let judged = Self.judgedRows(recipe)
        guard judged.count * judged.positions >= Self.leastRows else {
            return .finding(
                finding(.skipped, "\(judged.count) held-out rows are too few to tell"))
        }
        let short = Self.shortened(recipe)
        guard short.isAffordable else {
            throw OverBudget(
                reason: "a step takes \(Figure.text(short.recipe.stepCost)) operations: "
                    + "\(short.steps) steps of each of \(short.permutations + 1) trainings "
                    + "exceed the check's budget of \(Figure.text(Self.budget))")
        }
        return .probes((0...short.permutations).map { Probe("\($0)", expectedCost: 0.5) })
    }

    /// Trains on the real targets (run 0) or on targets drawn anew.
    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        guard let run = Int(name), (0...Self.shortened(recipe).permutations).contains(run) else {
            throw CheckError("label-permutation has no run \"\(name)\"")
        }
        return heldOut(recipe, run: run)
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let short = Self.shortened(recipe)
        let runs = try (0...short.permutations).map { try result("\($0)", in: results) }
        let steps = short.steps
        let diverged = runs.count { !$0["score"].isFinite || !$0["loss"].isFinite }
        guard diverged == 0 else {
            return finding(
                .skipped,
                "\(diverged) of \(runs.count) trainings became NaN or infinite within \(steps) "
                    + "steps")
        }
        return verdict(
            PermutationOutcome(runs), steps: steps, note: recipe.teacherNote
        ) { Self.findsSignal(recipe) }
    }

    private func verdict(
        _ found: PermutationOutcome, steps: Int, note: String, probe: () -> Bool
    ) -> Finding {
        let words =
            "after \(steps) steps the real targets score \(Figure.text(found.score)) on "
            + "\(Figure.text(found.rows)) held-out rows, \(found.drawn.count) drawn anew "
            + "\(Figure.text(found.mean)) on average" + note
        let measurements = found.measurements(warnAbove, failAbove)
        if found.judgesLeaks, found.lower > failAbove {
            let copies =
                found.nearCopies > 0
                ? "; \(Figure.text(found.nearCopies)) of them are near copies of training rows"
                : ""
            return finding(
                .failed, words + ", above the \(Figure.text(found.chance)) of a constant" + copies,
                advice: "Held-out targets reach the training: look for near copies of rows in both "
                    + "splits (split by group), and for targets among the inputs.",
                measurements: measurements, series: [found.series])
        }
        let twins =
            found.judgesLeaks
            ? "" : "; nearly every held-out row is a training row too, so no leak can be judged"
        if found.p <= warnAbove {
            return finding(
                .passed, words + twins, measurements: measurements, series: [found.series])
        }
        if probe() {
            return finding(
                .skipped,
                words
                    + (found.learned
                        ? ": a linear model or neighbours find a signal, this training not yet"
                        : ": too few steps for this recipe to learn anything"),
                measurements: measurements, series: [found.series])
        }
        return finding(
            .warned, words + twins + ": no signal was found",
            advice: "Where loss-decreases and overfit-one-batch pass, check that inputs and "
                + "targets stay paired (order, shuffling); random labels rightly end here.",
            measurements: measurements, series: [found.series])
    }
}
