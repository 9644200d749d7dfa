public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I07: few units of an untrained network put out 0 on every row.
///
/// A unit of a layer such as relu is dead where its output is exactly 0 on all of at least 1,024
/// rows, or all there are, though its input is not. More than half of a layer, beyond chance
/// (Wilson's interval), warns; a layer whose outputs do not vary at all fails. A sound network had
/// 48 % of dead units.
public struct DeadUnits: Examination {
    public static let name = "dead-units"
    public static let verifies = "few units are dead before training"
    public static let explains =
        [
            "gradients-exist", "parameters-move", "overfit-one-batch", "loss-decreases",
            "backward-signal", "forward-signal",
        ] + Symptoms.ofTraining
    public var expected: String { "at most \(Figure.share(warnAbove)) of a layer's units dead" }
    public static let tier = 0

    @Threshold(.insideUnit, "a larger share of dead units in a layer warns")
    public var warnAbove = 0.5

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(recipe.unitRows, passes: 1, of: self)
        let network = recipe.network()
        let pass = UntrainedPass(network, batch.inputs, mode: recipe.untrainedMode(network))
        let layers = pass.nonlinearities.map { ($0.path, Deaths($0)) }
            .filter { $0.1.units > 0 && $0.1.couldDie }
        guard let worst = layers.max(by: { $0.1.share < $1.1.share }) else {
            return finding(.skipped, "no layer puts out exactly 0")
        }
        let series = Series(
            name: "dead units by layer", kind: .bar, xLabel: "layer", yLabel: "share",
            x: layers.indices.map(Double.init), y: layers.map(\.1.share),
            ticks: layers.map(\.0))
        let measurements = [
            Measurement(
                name: "largest share of dead units", value: worst.1.share,
                expected: "≤ \(Figure.text(warnAbove))")
        ]
        let words =
            "\(worst.1.dead) of \(worst.1.units) units of layer \(worst.0) put out 0 on all of "
            + "\(batch.count) rows"
        let surely = Statistics.wilson(successes: worst.1.dead, of: worst.1.units, z: 3)
        let verdict: Finding.Verdict =
            worst.1.dead == worst.1.units
            ? .failed : surely.lowerBound > warnAbove ? .warned : .passed
        return finding(
            verdict, words,
            advice: "Give the layer before it biases of 0 and weights by he, standardise the "
                + "inputs, or take leaky-relu or gelu.", measurements: measurements,
            series: [series])
    }
}

/// How many units of one layer put out 0 whatever the row.
private struct Deaths {
    private(set) var units = 0
    private(set) var dead = 0
    /// Whether it puts out 0 anywhere that is not 0 already.
    private(set) var couldDie = false

    var share: Double { Double(dead) / Double(max(units, 1)) }

    init(_ activation: Activation) {
        let (width, outputs) = activation.units(activation.output)
        let inputs = activation.input.scalars
        var lives = [Bool](repeating: false, count: width)
        var isFed = lives
        for index in outputs.indices where inputs[index] != 0 {
            isFed[index % width] = true
            if outputs[index] == 0 { couldDie = true } else { lives[index % width] = true }
        }
        for unit in 0..<width where isFed[unit] {
            units += 1
            dead += lives[unit] ? 0 : 1
        }
    }
}
