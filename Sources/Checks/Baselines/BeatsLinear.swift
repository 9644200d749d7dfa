public import Experiments
public import Jobs
internal import Networks
internal import Training

/// B02: a whole training is not clearly beaten by ridge regression or five nearest neighbours on
/// the same split.
///
/// Warns where the better of them scores more than 0.1 above the network, surely above 0 row by
/// row. Skipped where the training was cut short or has fewer than five passes, where the inputs
/// are ids or the answers a sequence, and where the network is meant to be narrow (autoencoders).
public struct BeatsLinear: Examination {
    public static let name = "beats-linear"
    public static let verifies = "a training is not beaten by ridge regression or neighbours"
    public var expected: String { "at most \(Figure.text(warnAbove)) below a plain probe's score" }
    public static let tier = 3

    @Threshold(.any, "a plain probe that scores better by more warns")
    public var warnAbove = 0.1

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let judged = ShortRun.judgedRows(recipe)
        guard recipe.loss.judgedCount(judged.targets) >= 20 else {
            return finding(.skipped, "\(judged.count) held-out rows are too few to tell")
        }
        let row = recipe.network().activations(recipe.training.rows([0]).inputs)
        if PreActivation.isNarrower(row, thanTargets: recipe.training.rows([0]).targets) {
            return finding(.skipped, "fewer numbers pass a layer than a row's targets have")
        }
        let run = ShortRun(recipe)
        guard run.isWhole, run.isFinite else {
            return finding(
                .skipped, "\(run.steps) steps are too short a training for this recipe to compare")
        }
        guard let probe = PlainProbe(recipe, on: recipe.training, judged: judged) else {
            return finding(.skipped, "ids, or answers in order, are nothing for plain probes")
        }
        let own = run.scores(recipe, judged)
        let gain = PairedGain(probe.scores[0].values, over: own.values)
        let words =
            "after \(run.steps) steps the network scores \(Figure.text(own.mean)) on "
            + "\(judged.count) held-out rows, \(probe.name) "
            + Figure.text(probe.scores[0].mean) + recipe.teacherNote
        let measurements = [
            Measurement(name: "held-out score", value: own.mean),
            Measurement(name: "held-out score, \(probe.name)", value: probe.scores[0].mean),
            Measurement(
                name: "the probe's lead", value: gain.mean,
                expected: "≤ \(Figure.text(warnAbove))"),
        ]
        let isBeaten = gain.mean > warnAbove && gain.low > 0
        return finding(
            isBeaten ? .warned : .passed, words,
            advice: "What needs no training answers better: look at hidden activations (softmax "
                + "or sigmoid in hidden layers), the loss, random changes of inputs that destroy "
                + "them, and the learning rate.", measurements: measurements)
    }
}
