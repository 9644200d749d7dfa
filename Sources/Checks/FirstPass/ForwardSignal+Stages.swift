internal import Jobs
internal import Experiments
internal import Networks
internal import Tensors

extension ForwardSignal {
    /// Something whose size is looked at on the way through the network.
    struct Stage {
        var name: String
        var size: Double
        /// What its layer is fed, where that is another layer's sum with what went around it.
        var fed = 0.0
        var isSet: Bool

        var words: String { name == "input" ? "the input" : "layer \(name)" }
    }

    /// The input and the pre-activations; ids have no size, so there it begins with the embedding.
    /// A normalization that stands before a layer is a stage of its own.
    func stages(_ activations: [Activation], inputs: Tensor) -> [Stage] {
        let found = PreActivation.all(activations)
        var stages = [Stage(name: "input", size: size(inputs), isSet: true)]
        for activation in activations {
            if activation.layer.signalRole == .lookup {
                stages = [Stage(name: "input", size: size(activation.output), isSet: true)]
            } else if let own = found.first(where: { $0.path == activation.path }) {
                stages.append(
                    Stage(
                        name: own.path, size: size(own.output), fed: size(activation.input),
                        isSet: own.setsSize))
            } else if activation.layer.signalRole == .normalization {
                stages.append(
                    Stage(name: activation.path, size: size(activation.output), isSet: true))
            }
        }
        return stages
    }

    private func size(_ tensor: Tensor) -> Double {
        Statistics.rootMeanSquare(tensor.scalars)
    }

    /// How far a ratio is from 1, in either direction.
    static func distance(_ ratio: Double) -> Double {
        ratio > 0 && ratio.isFinite ? max(ratio, 1 / ratio) : .infinity
    }

    func advice(_ input: Double) -> String {
        (0.1...10).contains(input)
            ? "Initialise by fan-in (he for relu, glorot for tanh and the last layer), or "
                + "normalise between the layers (batch-norm)."
            : "The signal begins with a root mean square of \(Figure.text(input)): give it about "
                + "unit scale there first (`normalize: standard`; an embedding's initializer)."
    }
}
