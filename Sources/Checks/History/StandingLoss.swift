internal import Experiments
internal import Jobs

/// T03 of a log: the loss does not stand still before anything was learned. Warns where it stands
/// at nine tenths of its start, or far above the lowest that can be had where that is known.
package struct StandingLoss: HistoryCheck {
    package static let name = "standing-loss"
    package static let verifies = "the loss does not stand still before anything was learned"
    package static let explains = ["underfitting"]
    package var expected: String {
        "a loss that falls, or stands below \(Figure.text(100 * warnAbove)) % of its start"
    }
    package var shows: [HistoryRole] { [.loss, .score, .validationScore] }

    @Threshold(.unit, "a loss that stands above this share of its first value warns")
    package var warnAbove = 0.9
    @Threshold(.unit, "a score from which on something was learned")
    package var learned = 0.7

    package init() {}

    package func judge(_ history: History) -> HistoryJudgement {
        let curve = HistoryCurve(history.loss)
        guard curve.count >= 12 else { return .tooFew(history.loss, "training loss") }
        let ending = curve.ending
        let level = curve.endLevel
        let estimate = HistoryJudgement.Estimate(
            name: "change from the third to the last quarter", value: ending.value,
            interval: ending.interval)
        let words =
            "it ends at \(Figure.text(level)), from \(Figure.text(curve.start)), and changes by "
            + "\(Figure.text(ending.interval.lowerBound)) to "
            + "\(Figure.text(ending.interval.upperBound)) from the third to the last quarter (99 %)"
        func judgement(_ verdict: Finding.Verdict, _ head: String, _ advice: String = "")
            -> HistoryJudgement
        {
            HistoryJudgement(
                verdict: verdict, words: "\(head): \(words)", advice: advice, estimates: [estimate])
        }
        guard curve.stands else { return judgement(.passed, "the loss does not stand still") }
        if let floor = history.floor, level - floor > 0.1 * (curve.start - floor),
            curve.start > floor
        {
            return judgement(
                .warned, "a plateau above the lowest loss, \(Figure.text(floor))",
                "Try a higher learning rate, a wider network, less regularisation.")
        }
        let isLow = curve.isPositive ? level <= warnAbove * curve.start : curve.fall.isFall
        if isLow || history.floor != nil {
            return judgement(.passed, "the loss stands well below its start")
        }
        if let score = history.bestScore, score >= learned {
            return judgement(.passed, "a plateau, but the score is \(Figure.text(score))")
        }
        return judgement(
            .warned, "a plateau hardly below the start",
            "Nothing was learned, or most of it before the first row: compare with the loss of a "
                + "constant answer, try ten times the learning rate and a tenth, and run the "
                + "checks of the experiment.")
    }
}
