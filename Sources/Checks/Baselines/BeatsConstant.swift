public import Experiments
internal import Jobs
internal import Training

/// B01: a training beats the best outputs that are the same for every row, on held-out rows.
///
/// It passes where the score or the loss is better beyond chance. It warns where it is not, though
/// ridge regression or five nearest neighbours find a signal in the same rows, and where the
/// network scores surely below its own predictions dealt out at random, as where the labels of the
/// two splits mean different things. Without a signal, or where the training was cut short, it is
/// skipped.
public struct BeatsConstant: Baseline {
    public static let name = "beats-constant"
    public static let verifies = "a training beats the best constant answer on held-out rows"
    public static let explains = ["class-recall", "underfit"]
    public var expected: String { "a better score or loss than a constant's, beyond chance" }

    @Threshold(.unit, "a probe's gain over the constant from which there is a signal to learn")
    public var signal = 0.1

    public init() {}

    public func plan(after own: ShortTraining, _ recipe: Recipe) throws -> ProbePlan {
        .finding(finding(after: own, recipe))
    }

    private func finding(after own: ShortTraining, _ recipe: Recipe) -> Finding {
        guard own.isFinite else {
            return finding(.skipped, "the training became NaN or infinite: see stability")
        }
        let words =
            "\(own.words) the network scores \(Figure.text(own.heldOutScore)) on "
            + "\(own.heldOut.count) held-out answers, the best constant "
            + Figure.text(own.constantScore) + recipe.teacherNote
        let measurements = [
            Measurement(name: "held-out score", value: own.heldOutScore),
            Measurement(name: "score of the best constant", value: own.constantScore),
            Measurement(
                name: "gain in score, lower end of its interval",
                value: own.gains.first?.low ?? .nan, expected: "> 0, or of the loss"),
        ]
        if let dealt = own.overDealt, dealt.high < 0 {
            return finding(
                .warned,
                words + ", and its own predictions dealt out at random "
                    + Figure.text(own.heldOutScore - dealt.mean),
                advice: "The labels of training and held-out rows mean different things: compare "
                    + "how both are read, and their classes' order.", measurements: measurements)
        }
        if own.gains.contains(where: { $0.low > 0 }) {
            return finding(.passed, words, measurements: measurements)
        }
        guard own.isWhole else {
            return finding(.skipped, words + ": too short a training to tell")
        }
        guard let probe = PlainProbe(recipe) else {
            return finding(.skipped, words + ", and no plain probe can tell of a signal")
        }
        guard probe.gain(over: own.constantScore, atLeast: signal) else {
            return finding(.skipped, words + ": nor do plain probes find a signal")
        }
        // Few rows far off widen the interval of what wins as much as the probe does.
        let won = own.heldOutScore - own.constantScore
        guard !(won > 0.5 * (probe.score - own.constantScore)) else {
            return finding(
                .passed, words + ", beside \(Figure.text(probe.score)) of \(probe.name)",
                measurements: measurements)
        }
        return finding(
            .warned, words + "; \(probe.name) comes to \(Figure.text(probe.score))",
            advice: "There is a signal that this training misses: look at output-activation, "
                + "initial-loss, dead-units and the learning rate.", measurements: measurements)
    }
}
