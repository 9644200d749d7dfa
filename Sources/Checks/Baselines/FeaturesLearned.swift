public import Experiments
internal import Jobs
internal import Networks
internal import Tensors
internal import Training

/// B05: a whole training is not beaten by a head on the same network's random, untrained body.
///
/// The body is frozen as it was initialised, and ridge regression is its head. It warns where that
/// scores more than 0.1 above the trained whole on held-out rows, surely above 0 row by row: the
/// training makes the features worse than random ones. Skipped where the training was cut short or
/// has fewer than five passes, where answers are a sequence, and where the last layer has no body.
public struct FeaturesLearned: Baseline {
    public static let name = "features-learned"
    public static let verifies = "a trained body serves at least as well as a random one"
    public static let explains = ["class-recall", "underfit"]
    public var expected: String {
        "at most \(Figure.text(warnAbove)) below the score of a head on the random body"
    }

    @Threshold(.any, "a random body whose head scores better by more warns")
    public var warnAbove = 0.1

    public init() {}

    public func plan(after own: ShortTraining, _ recipe: Recipe) throws -> ProbePlan {
        .finding(finding(after: own, recipe))
    }

    private func finding(after own: ShortTraining, _ recipe: Recipe) -> Finding {
        guard own.isWhole, own.isFinite else {
            return finding(
                .skipped, "\(own.steps) steps are too short a training for this recipe to compare")
        }
        guard recipe.targetShape.isEmpty, recipe.training.positions == 1, !recipe.isNarrow else {
            return finding(.skipped, "a row has no single answer that a head could read")
        }
        guard let body = RandomBody(recipe) else {
            return finding(
                .skipped, "no layer with weights stands before the last in the outermost list")
        }
        let judged = ShortTraining.judgedRows(recipe)
        guard body.cost * Double(RandomBody.rows + judged.count) <= ShortTraining.cutAim else {
            return finding(
                .skipped,
                "a row takes \(Figure.text(recipe.rowCost)) operations forward: those of "
                    + "a random body exceed the check's budget of "
                    + Figure.text(ShortTraining.cutAim))
        }
        let frozen = body.scores(of: judged)
        let lead = PairedGain(frozen.values, over: own.heldOut)
        let isBeaten = lead.mean > warnAbove && lead.low > 0
        return finding(
            isBeaten ? .warned : .passed,
            "\(own.words) the network scores \(Figure.text(own.heldOutScore)) on "
                + "\(own.heldOut.count) held-out rows, a head on its random body "
                + Figure.text(frozen.mean) + recipe.teacherNote,
            advice: "Training makes the hidden layers worse than they began: look at the learning "
                + "rate, dying-units, weight-norms and what the loss is taken of.",
            measurements: [
                Measurement(name: "held-out score", value: own.heldOutScore),
                Measurement(name: "held-out score, random body", value: frozen.mean),
                Measurement(
                    name: "the random body's lead", value: lead.mean,
                    expected: "≤ \(Figure.text(warnAbove))"),
            ])
    }
}

/// The layers before the last one with weights, as they are initialised.
private struct RandomBody {
    static let rows = 1024

    private let recipe: Recipe
    private let network: Network
    private let head: String

    /// Nil where the head stands inside a container, or alone.
    init?(_ recipe: Recipe) {
        self.recipe = recipe
        network = recipe.network()
        let row = network.activations(recipe.training.rows([0]).inputs)
        let weighted = row.filter { PreActivation.hasWeights($0, among: row) }
        guard let head = weighted.last?.path, weighted.count > 1, !head.contains(".") else {
            return nil
        }
        self.head = head
    }

    var cost: Double { recipe.rowCost }

    /// What ridge regression on the body's outputs makes of some rows.
    func scores(of judged: Examples) -> RowScores {
        let learned = recipe.sample(Self.rows)
        let goals = learned.targets.goals(width: recipe.headWidth)
        let width = goals.first?.count ?? 1
        let (rows, others) = SignalProbe.standardised(features(learned), features(judged))
        let answers = RidgeReader(rows, goals.flatMap { $0.map { Float($0) } }, width)
            .scores(of: others)
        return RowScores(
            recipe,
            probed: (0..<judged.count).map { row in
                (0..<width).map { Double(answers[row * width + $0]) }
            }, judged.targets)
    }

    private func features(_ rows: Examples) -> Tensor {
        let key = recipe.key("projection")
        let batches = DataLoader(rows, batchSize: 128).batches().map { batch in
            let passed = network.activations(
                batch.inputs, mode: recipe.untrainedMode(network))
            let input = passed.first { $0.path == head }?.input ?? batch.inputs
            return ProbeRows.features(input, key: key)
        }
        return concatenated(Array(batches), axis: 0)
    }
}
