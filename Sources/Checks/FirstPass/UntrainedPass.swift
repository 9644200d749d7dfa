internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// What the layers of an untrained network put out, those that contain others left out.
struct UntrainedPass {
    let leaves: [Activation]

    init(_ network: Network, _ inputs: Tensor, mode: Mode) {
        let all = network.activations(inputs, mode: mode)
        leaves = all.filter { activation in
            !all.contains {
                $0.path != activation.path
                    && (activation.path.isEmpty || $0.path.hasPrefix(activation.path + "."))
            }
        }
    }

    /// The layers that work on each number alone, such as relu: no weights, and the shape stays.
    var nonlinearities: [Activation] {
        leaves.filter {
            $0.input.shape == $0.output.shape && $0.layer.signalRole == .other
                && Network($0.layer).parameters.isEmpty
        }
    }

    /// The layers that multiply by weights, with these and the numbers that go into one output.
    var products: [(path: String, weight: NamedParameter, bias: Parameter?)] {
        leaves.filter { $0.layer.signalRole == .product }.compactMap { activation in
            let own = Network(activation.layer).parameters
            guard let weight = own.first(where: { $0.parameter.shape.count > 1 }) else {
                return nil
            }
            return (activation.path, weight, own.first { $0.name == "bias" }?.parameter)
        }
    }
}

extension Activation {
    /// The values of each unit, the last axis, over all rows and positions.
    func units(_ tensor: Tensor) -> (count: Int, values: [Float]) {
        (max(tensor.shape.last ?? 1, 1), tensor.scalars)
    }
}
