internal import Experiments
internal import Networks
internal import Tensors
internal import Training

/// The loss and the gradients of a step in one precision.
struct RoundedSlope {
    let loss: Double
    /// The gradient of each tensor that learns.
    let tensors: [(name: String, values: [Float])]

    init(_ slope: Objective.Slope, of network: Network) {
        loss = slope.loss
        tensors = network.learned.map { named in
            (
                named.name,
                slope.gradients[named.parameter]?.scalars
                    ?? [Float](repeating: 0, count: named.parameter.shape.reduce(1, *))
            )
        }
    }

    /// The norm of all gradients.
    var size: Double {
        tensors.reduce(0) { sum, tensor in
            tensor.values.reduce(sum) { $0 + Double($1) * Double($1) }
        }.squareRoot()
    }

    /// The norm of the differences as a share of the other's norm.
    func distance(to other: RoundedSlope) -> Double {
        let sum = zip(tensors, other.tensors).reduce(0.0) { sum, pair in
            zip(pair.0.values, pair.1.values).reduce(sum) {
                $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
            }
        }
        return sum.squareRoot() / other.size
    }
}
