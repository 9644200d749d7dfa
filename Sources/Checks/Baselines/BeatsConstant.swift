public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// B01: a training beats the best outputs that are the same for every row, on held-out rows.
///
/// It passes where the score or the loss is better beyond chance. It warns where it is not, though
/// ridge regression or five nearest neighbours find a signal in the same rows, and where the
/// network scores surely below its own predictions dealt out at random, as where the labels of the
/// two splits mean different things. Without a signal, or where the training was cut short, it is
/// skipped.
public struct BeatsConstant: Examination {
    public static let name = "beats-constant"
    public static let verifies = "a training beats the best constant answer on held-out rows"
    public var expected: String { "a better score or loss than a constant's, beyond chance" }
    public static let tier = 3

    @Threshold(.unit, "a probe's gain over the constant from which there is a signal to learn")
    public var signal = 0.1

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let judged = ShortRun.judgedRows(recipe)
        guard recipe.loss.judgedCount(judged.targets) >= 20 else {
            return finding(.skipped, "\(judged.count) held-out rows are too few to tell")
        }
        guard ShortRun.steps(recipe) >= 20 else {
            return finding(.skipped, "too few steps are planned, or may be asked for, to tell")
        }
        let run = ShortRun(recipe)
        guard run.isFinite else {
            return finding(.skipped, "the training became NaN or infinite: see stability")
        }
        let outputs = run.outputs(judged)
        let found = ConstantComparison(recipe, outputs, judged)
        let words =
            "after \(run.steps) steps the network scores \(Figure.text(found.ownScore)) on "
            + "\(judged.count) held-out rows, the best constant "
            + Figure.text(found.constantScore) + recipe.teacherNote
        let measurements = [
            Measurement(name: "held-out score", value: found.ownScore),
            Measurement(name: "score of the best constant", value: found.constantScore),
            Measurement(
                name: "gain in score, lower end of its interval", value: found.score.low,
                expected: "> 0, or of the loss"),
        ]
        if let dealt = dealt(recipe, outputs, judged), dealt.high < 0 {
            return finding(
                .warned,
                words + ", and its own predictions dealt out at random "
                    + Figure.text(found.ownScore - dealt.mean),
                advice: "The labels of training and held-out rows mean different things: compare "
                    + "how both are read, and their classes' order.", measurements: measurements)
        }
        if found.isBetter { return finding(.passed, words, measurements: measurements) }
        guard run.isWhole else {
            return finding(.skipped, words + ": too short a training to tell")
        }
        guard let probe = PlainProbe(recipe, on: recipe.training, judged: judged) else {
            return finding(.skipped, words + ", and no plain probe can tell of a signal")
        }
        let constant = [Double](
            repeating: found.constantScore, count: probe.scores[0].values.count)
        let gain = PairedGain(probe.scores[0].values, over: constant)
        guard gain.low > 0, gain.mean > signal else {
            return finding(.skipped, words + ": nor do plain probes find a signal")
        }
        return finding(
            .warned,
            words + "; \(probe.name) comes to \(Figure.text(probe.scores[0].mean))",
            advice: "There is a signal that this training misses: look at output-activation, "
                + "initial-loss, dead-units and the learning rate.", measurements: measurements)
    }

    /// How the score lies beside that of the same predictions given to other rows; nil for numbers.
    private func dealt(
        _ recipe: Recipe, _ outputs: Tensor, _ judged: Examples
    ) -> PairedGain? {
        guard recipe.loss.score != .r2, judged.positions == 1 else { return nil }
        let own = RowScores(recipe, outputs, judged.targets).values
        let draws = (1...8).map { shift -> [Double] in
            let order = (0..<judged.count).map { ($0 + shift * judged.count / 9) % judged.count }
            return RowScores(recipe, outputs.gatheringRows(order), judged.targets).values
        }
        let mean = own.indices.map { row in
            draws.reduce(0) { $0 + $1[row] } / Double(draws.count)
        }
        return PairedGain(own, over: mean)
    }
}
