public import Experiments
public import Jobs
internal import Training

/// D17: more rows like these would not raise the held-out score by much.
///
/// Where training rows score no quarter above held-out ones it passes at once. Else the learning
/// curve is drawn: a quarter, half and all of the rows, in as many steps, over three seeds. It
/// warns where the last doubling has still won much, beyond chance row by row. Skipped where the
/// training is cut short or has fewer than five passes.
public struct EnoughData: Baseline {
    public static let name = "enough-data"
    public static let verifies = "more rows would not raise the held-out score by much"
    public static let explains = [
        "generalisation-gap", "overtraining", "class-recall", Labels.name, ClassBalance.name,
    ]
    public var expected: String {
        "at most \(Figure.text(warnAbove)) of the score won by the last doubling of the rows"
    }

    @Threshold(.positive, "a larger gain of the score by the last doubling of the rows warns")
    public var warnAbove = 0.08
    @Threshold(.positive, "a training score that lies above the held-out one by less is enough")
    public var askAbove = 0.25

    public init() {}

    private static let seeds = 3

    public func plan(after own: ShortTraining, _ recipe: Recipe) throws -> ProbePlan {
        func skipped(_ reason: String) -> ProbePlan { .finding(finding(.skipped, reason)) }
        guard own.isFinite else {
            return skipped("the training became NaN or infinite: see stability")
        }
        let words =
            "\(own.words) \(Figure.text(own.heldOutScore)) is scored on held-out rows, "
            + "\(Figure.text(own.score)) on training rows"
        let gap = own.score - own.heldOutScore
        if own.score < own.constantScore + warnAbove {
            return skipped(words + ": too near a constant's to tell what more rows would do")
        }
        if gap <= askAbove {
            return .finding(
                finding(
                    .passed, words + recipe.teacherNote,
                    measurements: [
                        Measurement(
                            name: "training score over held-out", value: gap,
                            expected: "≤ \(Figure.text(askAbove))")
                    ]))
        }
        guard own.isWhole else { return skipped(words + ": too short a training to tell") }
        guard recipe.training.count >= 16 else {
            return skipped("\(recipe.training.count) rows are too few to halve")
        }
        return .probes(
            (1..<Self.seeds).map { BaselineRun(.own, $0).probe() }
                + (0..<Self.seeds).flatMap { number in
                    [BaselineRun.Kind.half, .quarter].map { BaselineRun($0, number).probe() }
                })
    }

    public func judge(
        _ own: ShortTraining, _ others: [String: ShortTraining], of recipe: Recipe
    ) throws -> Finding {
        let kinds = [BaselineRun.Kind.quarter, .half, .own]
        let curve = try kinds.map { kind in
            try (0..<Self.seeds).map { number in
                kind == .own && number == 0 ? own : try training(kind, number, in: others)
            }
        }
        guard curve.joined().allSatisfy(\.isFinite) else {
            return finding(.skipped, "a training became NaN or infinite: see stability")
        }
        let scores = curve.map { Statistics.mean(Self.rowMeans($0)) }
        let gain = PairedGain(Self.rowMeans(curve[2]), over: Self.rowMeans(curve[1]))
        let rows = [4, 2, 1].map { recipe.training.count / $0 }
        let seen = zip(scores, rows).map { "\(Figure.text($0)) of \($1)" }
        let isRising = gain.low > 0 && gain.mean > warnAbove
        return finding(
            isRising ? .warned : .passed,
            "the held-out score grows with the rows trained on: " + seen.joined(separator: ", ")
                + recipe.teacherNote,
            advice: "More rows would help more than another network: collect them, augment those "
                + "there are, or start from weights trained on others.",
            measurements: [
                Measurement(
                    name: "score won by the last doubling", value: gain.mean,
                    expected: "≤ \(Figure.text(warnAbove))"),
                Measurement(name: "lower end of its interval", value: gain.low),
            ],
            series: [
                Series(
                    name: "held-out score by rows", kind: .line, xLabel: "training rows",
                    yLabel: "score", x: rows.map(Double.init), y: scores)
            ])
    }

    /// The mean of each row's scores over the seeds; a prediction that is far off counts as one as
    /// bad as the mean's error is good.
    private static func rowMeans(_ trainings: [ShortTraining]) -> [Double] {
        let rows = trainings.map(\.heldOut)
        return (rows.first ?? []).indices.map { row in
            rows.reduce(0) { $0 + max(-1, $1[row]) } / Double(rows.count)
        }
    }
}
