public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// B06: hidden layers twice as wide do not lower the training loss by much.
///
/// Half, own and twice the width of all hidden layers train over two seeds. It warns where twice
/// the width covers more than a fifth of the way from guessing to the loss's floor beyond the own
/// width, in both seeds: the network is too narrow. Skipped where the training is cut short or has
/// fewer than five passes, and for networks that are narrow by intent (autoencoders).
public struct CapacityByWidth: PlanningCheck {
    public static let name = "capacity-by-width"
    public static let verifies = "wider layers do not lower the training loss by much"
    public static let explains = ["beats-linear", "beats-constant"]
    public var expected: String {
        "at most \(Figure.text(warnAbove)) of the way from guessing to the floor won by twice "
            + "the width"
    }
    public static let tier = 3

    @Threshold(.unit, "a larger share of the way, won by twice the width, warns")
    public var warnAbove = 0.2

    public init() {}

    private static let seeds = 2
    private static let steps = 1000
    private static let widths = [("half", 0.5), ("own", 1), ("double", 2)]

    public func plan(_ recipe: Recipe) throws -> ProbePlan {
        let row = recipe.training.rows([0])
        if PreActivation.isNarrower(
            recipe.network().activations(row.inputs), thanTargets: row.targets)
        {
            return .finding(
                finding(.skipped, "fewer numbers pass a layer than a row's targets have"))
        }
        guard recipe.specification.training.epochs >= 5,
            ShortRun.steps(recipe, most: Self.steps) >= min(recipe.plannedSteps, 200)
        else {
            return .finding(finding(.skipped, "too short a training to compare widths by"))
        }
        guard let edits = WidthEdits(recipe, by: Self.widths) else {
            return .finding(finding(.skipped, "no hidden layers whose width can be changed alone"))
        }
        return .probes(
            Self.widths.indices.flatMap { index in
                (0..<Self.seeds).map {
                    Probe(
                        "\(Self.widths[index].0)-\($0)", edits: edits.all[index], expectedCost: 0.5)
                }
            })
    }

    public func probe(_ name: String, of recipe: Recipe) throws -> ProbeResult {
        let seed = name.split(separator: "-").last.flatMap { Int($0) } ?? 0
        let rows = recipe.sample(512)
        let run = ShortRun(recipe, number: seed, most: Self.steps)
        let loss = run.isFinite ? recipe.loss(run.outputs(rows), rows.targets).item() : .nan
        let guess = ConstantGuess(recipe.loss, rows, headShape: recipe.headShape).loss
        let floor = recipe.loss.minimum(outputShape: recipe.headShape, targets: rows.targets)
        return ProbeResult(values: ["loss": [loss], "way": [guess - floor]])
    }

    public func judge(_ results: [String: ProbeResult], of recipe: Recipe) throws -> Finding {
        let losses = try Self.widths.map { width in
            try (0..<Self.seeds).map { try result("\(width.0)-\($0)", in: results)["loss"] }
        }
        let way = try result("own-0", in: results)["way"]
        guard losses.joined().allSatisfy(\.isFinite), way > 0 else {
            return finding(.skipped, "a training became NaN or infinite: see stability")
        }
        let means = losses.map { Statistics.mean($0) }
        let won = zip(losses[1], losses[2]).map { ($0 - $1) / way }
        let words =
            "training losses of \(Figure.text(means[0])), \(Figure.text(means[1])) and "
            + "\(Figure.text(means[2])) with half, own and twice the width"
        return finding(
            won.allSatisfy { $0 > warnAbove } ? .warned : .passed, words,
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
                    yLabel: "loss", x: Self.widths.map(\.1), y: means)
            ])
    }
}
