public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I08: bounded layers such as sigmoid and tanh do not start at their bounds, where they learn
/// next to nothing: warns where |act′| < 0.01 for more than half of a hidden layer's outputs.
///
/// A head is left out: one that starts at the labels' shares may well be near a bound.
public struct InitialSaturation: Examination {
    public static let name = "initial-saturation"
    public static let verifies = "bounded layers do not start at their bounds"
    public static let explains =
        [
            "backward-signal", "overfit-one-batch", "loss-decreases",
        ] + Symptoms.ofTraining
    public var expected: String {
        "a slope below \(Figure.text(flat)) for at most \(Figure.share(warnAbove)) of the outputs"
    }
    public static let tier = 0

    @Threshold(.positive, "a smaller slope counts as saturated")
    public var flat = 0.01
    @Threshold(.insideUnit, "a larger share of saturated outputs in a layer warns")
    public var warnAbove = 0.5

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(recipe.unitRows, passes: 1, of: self)
        let network = recipe.network()
        let pass = UntrainedPass(network, batch.inputs, mode: recipe.untrainedMode(network))
        let last = pass.leaves.last?.path
        let bounded = pass.nonlinearities.filter { activation in
            guard let range = activation.layer.outputRange, range.rows == .free else {
                return false
            }
            return activation.path != last && range.numbers.lowerBound.isFinite
                && range.numbers.upperBound < 1e30
        }
        let shares = bounded.map { saturated($0) }
        guard let worst = shares.indices.max(by: { shares[$0] < shares[$1] }) else {
            return finding(.skipped, "no hidden layer keeps its outputs between two bounds")
        }
        return finding(
            shares[worst] > warnAbove ? .warned : .passed,
            "\(Figure.text((1000 * shares[worst]).rounded() / 10)) % of the outputs of layer "
                + "\(bounded[worst].path) are at its bounds",
            advice: "Standardise the inputs and take a smaller initialisation (glorot), or "
                + "normalise before the layer.",
            measurements: [
                Measurement(
                    name: "largest share of saturated outputs", value: shares[worst],
                    expected: "≤ \(Figure.text(warnAbove))")
            ],
            series: [
                Series(
                    name: "saturated outputs by layer", kind: .bar, xLabel: "layer",
                    yLabel: "share", x: shares.indices.map(Double.init), y: shares,
                    ticks: bounded.map(\.path))
            ])
    }

    private func saturated(_ activation: Activation) -> Double {
        let slopes = withTape { () -> [Float] in
            let input = activation.input.detached.tracked()
            let output = activation.layer(input, mode: .evaluation)
            let gradients = output.gradients(
                seed: .full(output.shape, 1, type: output.type), keeping: [input])
            return gradients[input]?.scalars ?? []
        }
        return Double(slopes.count { abs($0) < Float(flat) }) / Double(max(slopes.count, 1))
    }
}
