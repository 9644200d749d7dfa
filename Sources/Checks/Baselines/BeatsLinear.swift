public import Experiments
internal import Jobs
internal import Networks
internal import Training

/// B02: a whole training is not clearly beaten by ridge regression or five nearest neighbours on
/// the same split.
///
/// Warns where the better of them scores more than 0.1 above the network, surely above 0 row by
/// row. Skipped where the training was cut short or has fewer than five passes, where the inputs
/// are ids or the answers a sequence, and where the network is meant to be narrow (autoencoders).
public struct BeatsLinear: Baseline {
    public static let name = "beats-linear"
    public static let verifies = "a training is not beaten by ridge regression or neighbours"
    public static let explains = ["class-recall", "underfit"]
    public var expected: String { "at most \(Figure.text(warnAbove)) below a plain probe's score" }

    @Threshold(.any, "a plain probe that scores better by more warns")
    public var warnAbove = 0.1

    public init() {}

    public func plan(after own: ShortTraining, _ recipe: Recipe) throws -> ProbePlan {
        .finding(finding(after: own, recipe))
    }

    private func finding(after own: ShortTraining, _ recipe: Recipe) -> Finding {
        if recipe.isNarrow {
            return finding(.skipped, "fewer numbers pass a layer than a row's targets have")
        }
        guard own.isWhole, own.isFinite else {
            return finding(
                .skipped, "\(own.steps) steps are too short a training for this recipe to compare")
        }
        let words =
            "\(own.words) the network scores \(Figure.text(own.heldOutScore)) on "
            + "\(own.heldOut.count) held-out rows"
        let score = Measurement(name: "held-out score", value: own.heldOutScore)
        if own.heldOutScore > 1 - warnAbove, warnAbove > 0 {
            return finding(
                .passed, words + ", which no probe can beat by much" + recipe.teacherNote,
                measurements: [score])
        }
        guard let probe = PlainProbe(recipe) else {
            return finding(.skipped, "ids, or answers in order, are nothing for plain probes")
        }
        let lead = PairedGain(probe.scores[0].values, over: own.heldOut)
        let isBeaten = lead.mean > warnAbove && lead.low > 0
        return finding(
            isBeaten ? .warned : .passed,
            words + ", \(probe.name) \(Figure.text(probe.score))" + recipe.teacherNote,
            advice: "What needs no training answers better: look at hidden activations (softmax "
                + "or sigmoid in hidden layers), the loss, random changes of inputs that destroy "
                + "them, and the learning rate.",
            measurements: [
                score,
                Measurement(name: "held-out score, \(probe.name)", value: probe.score),
                Measurement(
                    name: "the probe's lead", value: lead.mean,
                    expected: "≤ \(Figure.text(warnAbove))"),
            ])
    }
}

extension Recipe {
    /// Whether fewer numbers pass somewhere than a row's targets have, as in an autoencoder.
    var isNarrow: Bool {
        let row = training.rows([0])
        return PreActivation.isNarrower(
            network().activations(row.inputs), thanTargets: row.targets)
    }
}
