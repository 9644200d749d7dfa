public import Experiments
public import Jobs
internal import Networks
internal import Training

/// B06: hidden layers twice as wide do not lower the training loss by much.
///
/// Where a whole training leaves less of the way from guessing to the loss's floor than twice the
/// width would have to win, it passes at once. Else half, own and twice the width of all hidden
/// layers train over two seeds; it warns where twice the width wins more than a fifth of the way in
/// both: the network is too narrow. Skipped where the training is cut short or has fewer than five
/// passes, and for networks that are narrow by intent (autoencoders).
public struct CapacityByWidth: Baseline {
    public static let name = "capacity-by-width"
    public static let verifies = "wider layers do not lower the training loss by much"
    public static let explains = [
        "underfit", "class-recall", "beats-linear", "beats-constant", "plateau",
        OverfitOneBatch.name, "enough-data",
    ]
    public var expected: String {
        "at most \(Figure.text(warnAbove)) of the way from guessing to the floor won by twice "
            + "the width"
    }

    @Threshold(.unit, "a larger share of the way, won by twice the width, warns")
    public var warnAbove = 0.2

    public init() {}

    private static let seeds = 2
    /// With more of the way left the network answers as a constant does.
    private static let nothing = 0.97

    public func plan(after own: ShortTraining, _ recipe: Recipe) throws -> ProbePlan {
        func skipped(_ reason: String) -> ProbePlan { .finding(finding(.skipped, reason)) }
        if recipe.isNarrow {
            return skipped("fewer numbers pass a layer than a row's targets have")
        }
        guard own.isFinite, own.way > 0 else {
            return skipped("the training became NaN or infinite: see stability")
        }
        if own.left <= warnAbove {
            return .finding(
                finding(
                    .passed,
                    "\(own.words) \(Figure.share(max(0, own.left))) of the way from guessing to "
                        + "the floor is left: wider layers can win no more" + recipe.teacherNote,
                    measurements: [Measurement(name: "training loss", value: own.loss)]))
        }
        if own.left > Self.nothing {
            return skipped("\(own.words) nothing is learned that a width could improve")
        }
        guard own.isWhole else { return skipped("too short a training to compare widths by") }
        let wide = recipe.widening(by: 2)
        guard !wide.isEmpty else {
            return skipped("no hidden layers whose width can be changed alone")
        }
        let narrow = recipe.widening(by: 0.5)
        return .probes(
            (1..<Self.seeds).map { BaselineRun(.own, $0).probe() }
                + (0..<Self.seeds).map { BaselineRun(.wide, $0).probe(edits: wide) }
                + (narrow.isEmpty ? [] : [BaselineRun(.narrow, 0).probe(edits: narrow)]))
    }

    public func judge(
        _ own: ShortTraining, _ others: [String: ShortTraining], of recipe: Recipe
    ) throws -> Finding {
        let same = try [own] + (1..<Self.seeds).map { try training(.own, $0, in: others) }
        let wide = try (0..<Self.seeds).map { try training(.wide, $0, in: others) }
        guard (same + wide).allSatisfy(\.isFinite) else {
            return finding(.skipped, "a training became NaN or infinite: see stability")
        }
        let won = zip(same, wide).map { ($0.loss - $1.loss) / own.way }
        var curve = [(width: 1.0, loss: Statistics.mean(same.map(\.loss)))]
        if let narrow = others[BaselineRun(.narrow, 0).name], narrow.isFinite {
            curve.insert((0.5, narrow.loss), at: 0)
        }
        curve.append((2, Statistics.mean(wide.map(\.loss))))
        let words = curve.map { "\(Figure.text($0.loss)) at \(Figure.times($0.width)) the width" }
        return finding(
            won.allSatisfy { $0 > warnAbove } ? .warned : .passed,
            "the training loss is " + words.joined(separator: ", ") + recipe.teacherNote,
            advice: "The hidden layers are too narrow for these data: make them wider, or say why "
                + "they are not.",
            measurements: [
                Measurement(
                    name: "share of the way won by twice the width",
                    value: Statistics.mean(won), expected: "≤ \(Figure.text(warnAbove))")
            ],
            series: [
                Series(
                    name: "training loss by width", kind: .line, xLabel: "width",
                    yLabel: "loss", x: curve.map(\.width), y: curve.map(\.loss))
            ])
    }
}
