package import Networks
internal import Tensors

/// What a layer with weights puts out, before the nonlinearity.
package enum PreActivation {
    /// The outputs of linear, convolution and recurrent layers in order, a normalization that
    /// follows directly taken in their stead. A last layer that starts at exactly 0, a sound choice
    /// for a head, is left out: it has no size yet.
    package static func all(_ activations: [Activation]) -> [Activation] {
        var found: [Activation] = []
        var previousHasWeights = false
        for activation in activations {
            let isNormalization = activation.layer is BatchNorm1d || activation.layer is BatchNorm2d
            let hasWeights = activation.layer is Linear || activation.layer is Conv2d
                || activation.layer is Conv1d || activation.layer is ConvTranspose2d
                || activation.layer is any RecurrentLayer
            if hasWeights { found.append(activation) }
            if isNormalization, previousHasWeights { found[found.count - 1] = activation }
            previousHasWeights = hasWeights
        }
        if let head = found.last, found.count > 1, head.output.scalars.allSatisfy({ $0 == 0 }),
            found[found.count - 2].output.scalars.contains(where: { $0 != 0 })
        {
            found.removeLast()
        }
        return found
    }
}
