package import Networks
package import Tensors

/// What a layer with weights puts out, before the nonlinearity.
package struct PreActivation {
    package var activation: Activation
    /// Whether the layer gives its output a size of its own, whatever that of its input:
    /// normalizations, recurrent layers, and transformer blocks with their normalized sums.
    package var setsSize: Bool

    package var path: String { activation.path }
    package var output: Tensor { activation.output }

    /// The outputs of layers with weights in order, embeddings left out, a normalization that
    /// follows directly taken in their stead. A last layer that starts at exactly 0, a sound choice
    /// for a head, is left out: it has no size yet.
    package static func all(_ activations: [Activation]) -> [PreActivation] {
        var found: [PreActivation] = []
        var previousHasWeights = false
        for activation in activations {
            let hasWeights = hasWeights(activation, among: activations)
            if hasWeights {
                found.append(
                    PreActivation(
                        activation: activation, setsSize: activation.layer.signalRole != .product))
            }
            if activation.layer.signalRole == .normalization, previousHasWeights {
                found[found.count - 1] = PreActivation(activation: activation, setsSize: true)
            }
            previousHasWeights = hasWeights
        }
        if let head = found.last, found.count > 1, isZero(head), !isZero(found[found.count - 2]) {
            found.removeLast()
        }
        return found
    }

    /// Names the layer, the head aside, that puts out the fewest numbers for a row.
    static func bottleneck(_ row: [Activation]) -> String {
        let narrowest = all(row).dropLast().min { $0.output.count < $1.output.count }
        return narrowest.map { "layer \($0.path), of \($0.output.count) outputs a row," }
            ?? "the network"
    }

    /// Whether fewer numbers pass somewhere than the targets of a row have, as in an autoencoder:
    /// such a network is not meant to memorise.
    static func isNarrower(_ row: [Activation], thanTargets targets: Targets) -> Bool {
        guard case .values(let values) = targets, targets.count > 0 else { return false }
        return narrowest(row).map { $0 < values.count / targets.count } ?? false
    }

    /// The fewest numbers that a layer puts out for a row, the head aside; nil where there is none.
    static func narrowest(_ row: [Activation]) -> Int? {
        all(row).dropLast().map(\.output.count).min()
    }

    private static func isZero(_ found: PreActivation) -> Bool {
        found.output.scalars.allSatisfy { $0 == 0 }
    }

    /// Containers are left out: what is in them speaks for itself.
    static func hasWeights(_ activation: Activation, among all: [Activation]) -> Bool {
        let layer = activation.layer
        guard [.product, .other].contains(layer.signalRole),
            !all.contains(where: { $0.path.hasPrefix(activation.path + ".") })
        else { return false }
        return Network(layer).parameters.contains { $0.parameter.value.rank > 1 }
    }
}
