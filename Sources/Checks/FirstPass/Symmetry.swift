public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// I06: no two units of a hidden layer start with the same incoming weights.
///
/// Rows of weights and bias with a cosine above 0.9999 are the same (of fewer than 16 numbers:
/// where equal). Fails where the first gradients keep them equal, warns where these will part
/// them, at best in time. Weights of 0 that a gradient parts, as in a residual branch that starts
/// closed, are sound, and so is a last layer of zeros.
public struct Symmetry: Examination {
    public static let name = "symmetry"
    public static let verifies = "no two units of a layer start alike"
    public static let explains =
        [
            "gradients-exist", "overfit-one-batch", "loss-decreases", "forward-signal",
            "backward-signal", "parameters-move",
        ] + Symptoms.ofTraining
    public var expected: String { "no two units with the same incoming weights" }
    public static let tier = 0

    @Threshold(.insideUnit, "units are alike whose weights have a larger cosine")
    public var cosine = 0.9999

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let batch = try recipe.sample(64, passes: 3, least: 2, of: self)
        let network = recipe.network()
        let pass = UntrainedPass(network, batch.inputs, mode: recipe.untrainedMode(network))
        let hidden = pass.products.dropLast().filter { $0.weight.isLearned }
        guard !hidden.isEmpty else {
            return finding(.skipped, "no hidden layer with weights that are learned")
        }
        var alike: [(path: String, twins: UnitTwins)] = []
        for layer in hidden {
            let twins = UnitTwins(layer.weight.parameter, layer.bias, cosine: cosine)
            if twins.count > 0 { alike.append((layer.path, twins)) }
        }
        let measurements = [
            Measurement(
                name: "units like another", value: Double(alike.reduce(0) { $0 + $1.twins.count }),
                expected: "0")
        ]
        guard !alike.isEmpty else {
            return finding(
                .passed, "no two units of a hidden layer start alike, in \(hidden.count) of them",
                measurements: measurements)
        }
        let gradients = withTape {
            recipe.loss(
                network(batch.inputs, mode: recipe.trainingMode()), batch.targets
            ).ownGradients(of: network)
        }
        let judged = alike.map { ($0, $0.twins.stayTogether(under: gradients)) }
        let serious = judged.filter { $0.1 || !$0.0.twins.areZero }
        guard let worst = serious.first(where: \.1) ?? serious.first else {
            return finding(
                .passed, "weights of 0 in layer \(alike[0].path) part with the first gradient",
                measurements: measurements)
        }
        return finding(
            worst.1 ? .failed : .warned,
            "\(worst.0.twins.count) of \(worst.0.twins.units) units of layer \(worst.0.path) have "
                + "the incoming weights of another"
                + (worst.1 ? ", and the gradients keep them so" : ""),
            advice: "Draw the weights at random (he, glorot): units that start alike stay alike, "
                + "and the layer counts as one unit.", measurements: measurements)
    }
}

extension Tensor {
    /// The gradients by parameter; empty where none reaches the loss.
    fileprivate func ownGradients(of network: Network) -> [ObjectIdentifier: [Float]] {
        guard isTracked else { return [:] }
        let found = ParameterGradients(gradients(releasing: true), of: network.parameters)
        var gradients: [ObjectIdentifier: [Float]] = [:]
        for (named, gradient) in zip(network.parameters, found.values) {
            gradients[ObjectIdentifier(named.parameter)] = gradient?.scalars
        }
        return gradients
    }
}
