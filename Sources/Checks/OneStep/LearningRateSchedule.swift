public import Experiments
internal import Foundation
public import Jobs

/// U11: over all planned steps the learning rate follows its formula, which is computed here a
/// second time, and does not die early: not 0 for good before 90 % of the steps (fails), not below
/// 1 % of its peak before half of them (warns). It also reaches the optimizer's own rate: a warm-up
/// or a cycle that ends behind the training warns.
public struct LearningRateSchedule: Examination {
    public static let name = "schedule"
    public static let verifies = "the learning rate follows its formula and does not die early"
    public var expected: String {
        "equal to the formula at every step; above \(Figure.text(100 * warnBelow)) % of its peak "
            + "by " + Figure.share(warnBefore) + "; the optimizer's own rate is reached"
    }
    public static let tier = 1
    public static let needs: [String] = []

    @Threshold(.unit, "a rate that is 0 for good before this share of the steps fails")
    public var failBefore = 0.9
    @Threshold(.unit, "a rate that fades before this share of the steps warns")
    public var warnBefore = 0.5
    @Threshold(.unit, "a rate below this share of its peak has faded")
    public var warnBelow = 0.01

    @Threshold(.share, "a peak below this share of the optimizer's own rate warns")
    public var reaches = 0.95

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let planned = recipe.plannedSteps
        let rates = (0..<planned).map { recipe.learningRate(at: $0) }
        guard let formula = ScheduleFormula(recipe.specification, steps: planned) else {
            return finding(
                .skipped,
                "the schedule \(recipe.specification.schedule.kind) has no formula to compare with")
        }
        let wrong = rates.indices.first { step in
            abs(rates[step] - formula.rate(at: step)) > 1e-9 * max(abs(formula.initial), 1e-30)
        }
        let peak = rates.max() ?? 0
        // A cycle may touch 0 and rise again.
        let end = (rates.lastIndex { $0 > 0 } ?? -1) + 1
        let half = Int(warnBefore * Double(planned))
        let faded = rates.prefix(half).lastIndex { $0 >= warnBelow * peak } ?? 0
        let shown = stride(from: 0, to: planned, by: max(1, planned / 100)).map { $0 }
        let series = Series(
            name: "learning rate", kind: .line, xLabel: "step", yLabel: "learning rate",
            x: shown.map { Double($0 + 1) }, y: shown.map { rates[$0] })
        let measurements = [
            Measurement(name: "planned steps", value: Double(planned)),
            Measurement(name: "peak", value: peak, expected: "the optimizer's own rate"),
            Measurement(name: "at half of the steps", value: rates[planned / 2]),
            Measurement(name: "at the last step", value: rates[planned - 1]),
        ]
        if let wrong {
            return finding(
                .failed,
                "at step \(wrong + 1) the learning rate is \(Figure.text(rates[wrong])), its "
                    + "formula gives \(Figure.text(formula.rate(at: wrong)))",
                advice: "The schedule is stepped at another pace than planned (per epoch, per "
                    + "batch), or its formula is wrong.", measurements: measurements,
                series: [series])
        }
        if end < Int(failBefore * Double(planned)) {
            return finding(
                .failed, "the learning rate is 0 from step \(end + 1) of \(planned) on",
                advice: "Stretch the schedule to the whole training.", measurements: measurements,
                series: [series])
        }
        if let words = unreached(peak, formula, planned) {
            return finding(
                .warned, words,
                advice: "Shorten the warm-up or the cycle, to a tenth of the steps or less, or "
                    + "train longer.", measurements: measurements, series: [series])
        }
        if planned >= 10, faded < half - 1 {
            return finding(
                .warned,
                "the learning rate is below \(Figure.text(100 * warnBelow)) % of its peak from "
                    + "step \(faded + 2) of \(planned)",
                advice: "It decays per step where an epoch was meant, or too fast: the rest of the "
                    + "training barely moves.", measurements: measurements, series: [series])
        }
        return finding(
            .passed, "all \(planned) steps follow the formula; peak \(Figure.text(peak))",
            measurements: measurements, series: [series])
    }

    /// Why the optimizer's own rate is not reached, or only where the training ends.
    private func unreached(_ peak: Double, _ formula: ScheduleFormula, _ planned: Int) -> String? {
        let words = "the learning rate peaks at \(Figure.text(peak))"
        let own = "the optimizer's own \(Figure.text(formula.initial))"
        if formula.warmup > 0, formula.warmup >= planned {
            return words + ", of \(own): the warm-up of \(formula.warmup) steps never ends in a "
                + "training of \(planned)"
        }
        guard planned >= 10, peak < reaches * formula.initial else { return nil }
        return words + " in \(planned) steps and never reaches \(own)"
    }
}
