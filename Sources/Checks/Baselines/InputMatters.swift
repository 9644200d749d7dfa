public import Experiments
public import Jobs
internal import Training

/// B04: a training on the inputs beats one on zeros in their place.
///
/// Trained and judged on zeros a network can at best find the best constant, so that a training
/// which comes a tenth of the way below that one's loss passes at once. Elsewhere three trainings
/// stand beside three on zeros. It fails where no output depends on any input, passes where the
/// real training losses lie below those of zeros, and warns if ridge regression or five nearest
/// neighbours find a signal; without one, or cut short, it is skipped.
public struct InputMatters: Baseline {
    public static let name = "input-matters"
    public static let verifies = "a training on the inputs beats one on zeros"
    public static let explains = ["class-recall", "underfit", "beats-constant", "beats-linear"]
    public var expected: String { "a lower training loss than on zeros in the inputs' place" }

    @Threshold(.positive, "a real loss above this share of that on zeros has learned nothing")
    public var warnAbove = 0.98

    public init() {}

    private static let seeds = 3

    public func plan(after own: ShortTraining, _ recipe: Recipe) throws -> ProbePlan {
        guard own.isFinite else {
            return .finding(
                finding(.skipped, "the training became NaN or infinite: see stability"))
        }
        if own.varies, own.left < 0.9, own.loss < warnAbove * own.guess {
            return .finding(
                finding(
                    .passed,
                    "\(own.words) the training loss is \(Figure.text(own.loss)), where no constant "
                        + "comes below \(Figure.text(own.guess))" + recipe.teacherNote,
                    measurements: [
                        Measurement(name: "training loss", value: own.loss),
                        Measurement(
                            name: "loss of the best constant", value: own.guess,
                            expected: "higher"),
                    ]))
        }
        return .probes(
            (1..<Self.seeds).map { BaselineRun(.own, $0).probe() }
                + (0..<Self.seeds).map { BaselineRun(.zeros, $0).probe() })
    }

    public func judge(
        _ own: ShortTraining, _ others: [String: ShortTraining], of recipe: Recipe
    ) throws -> Finding {
        let real = try [own] + (1..<Self.seeds).map { try training(.own, $0, in: others) }
        let zeros = try (0..<Self.seeds).map { try training(.zeros, $0, in: others) }
        guard (real + zeros).allSatisfy(\.isFinite) else {
            return finding(.skipped, "a training became NaN or infinite: see stability")
        }
        let mean = Statistics.mean(real.map(\.loss))
        let blind = Statistics.mean(zeros.map(\.loss))
        let words =
            "\(own.words) \(Self.seeds) trainings come to a loss of \(Figure.text(mean)), on zeros "
            + "to \(Figure.text(blind))"
        let measurements = [
            Measurement(name: "training loss", value: mean),
            Measurement(name: "training loss on zeros", value: blind, expected: "higher"),
        ]
        if !real.contains(where: \.varies) {
            return finding(
                .failed, words + ": after training no output depends on its input",
                advice: "Look at the inputs (all equal?), at dead units, and at what the last "
                    + "layer lets through.", measurements: measurements)
        }
        if zip(real, zeros).allSatisfy({ $0.loss < $1.loss }), mean < warnAbove * blind {
            return finding(.passed, words, measurements: measurements)
        }
        guard own.isWhole else {
            return finding(.skipped, words + ": too short a training to tell")
        }
        guard let probe = PlainProbe(recipe) else {
            return finding(.skipped, words + ", and no plain probe can tell of a signal")
        }
        guard probe.gain(over: own.constantScore, atLeast: 0.1) else {
            return finding(.skipped, words + ": nor do plain probes find a signal")
        }
        return finding(
            .warned, words + "; \(probe.name) scores \(Figure.text(probe.score))",
            advice: "The network learns nothing from inputs that tell something: look at their "
                + "scale, dead units and the learning rate.", measurements: measurements)
    }
}
