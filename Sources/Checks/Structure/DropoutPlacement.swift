public import Experiments
public import Jobs
internal import Networks
internal import Tensors
internal import Training

/// M07: dropout stands where it helps, at a rate that leaves something to learn from.
///
/// A rate of 0.8 and more warns, as does dropout that no layer with weights follows, which drops
/// the answers themselves, and dropout whose output goes straight into a batch normalization, which
/// learns a variance that evaluation does not have (Li et al. 2019). Dropout inside of blocks is
/// not seen.
public struct DropoutPlacement: Examination {
    public static let name = "dropout-placement"
    public static let verifies = "dropout stands before layers that learn, at a moderate rate"
    public var expected: String {
        "a rate below \(Figure.text(warnAbove)); a layer with weights behind it, and no batch-norm "
            + "before that"
    }
    public static let tier = 0

    @Threshold(.unit, "dropout at this rate or a higher one warns")
    public var warnAbove = 0.8

    public init() {}

    public func examine(_ recipe: Recipe) throws -> Finding {
        let rows = try recipe.sample(2, passes: 1, least: 1, of: self)
        let layers = recipe.network().activations(rows.inputs)
        let dropouts = layers.indices.filter { rate(of: layers[$0].layer) ?? 0 > 0 }
        guard !dropouts.isEmpty else {
            return finding(.skipped, "the network has no dropout of its own layers")
        }
        let measurements = dropouts.map { index in
            Measurement(
                name: "rate of layer \(layers[index].path)",
                value: rate(of: layers[index].layer) ?? 0,
                expected: "< \(Figure.text(warnAbove))")
        }
        let problems = dropouts.compactMap { problem(of: layers[$0], before: layers[($0 + 1)...]) }
        if !problems.isEmpty {
            return finding(
                .warned, problems.joined(separator: "; "),
                advice: "Drop between hidden layers, behind batch-norm and its activation, at a "
                    + "rate of 0.1 to 0.5, and nothing behind the last layer with weights.",
                measurements: measurements)
        }
        return finding(
            .passed,
            dropouts.count == 1
                ? "the dropout stands before a layer that learns"
                : "all \(dropouts.count) dropouts stand before layers that learn",
            measurements: measurements)
    }

    private func problem(of dropout: Activation, before rest: ArraySlice<Activation>) -> String? {
        let rate = rate(of: dropout.layer) ?? 0
        if rate >= warnAbove {
            return "layer \(dropout.path) drops \(Figure.text(100 * rate)) % of what it is given"
        }
        // What holds the dropout is listed behind its parts.
        let others = rest.filter { !dropout.path.hasPrefix($0.path + ".") }
        guard let next = others.first(where: { hasWeights($0.layer) }) else {
            return "layer \(dropout.path) drops outputs: no layer with weights follows"
        }
        guard next.layer is BatchNorm1d || next.layer is BatchNorm2d,
            list(of: next) == list(of: dropout)
        else { return nil }
        return "layer \(dropout.path) drops what the batch normalization \(next.path) is to measure"
    }

    /// The path of the list of layers that this one stands in.
    private func list(of layer: Activation) -> Substring {
        layer.path[..<(layer.path.lastIndex(of: ".") ?? layer.path.startIndex)]
    }

    private func rate(of layer: any Layer) -> Double? {
        (layer as? Dropout)?.rate ?? (layer as? Dropout2d)?.rate
    }

    private func hasWeights(_ layer: any Layer) -> Bool { !Network(layer).parameters.isEmpty }
}
