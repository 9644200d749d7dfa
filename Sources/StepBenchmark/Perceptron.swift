import Randomness
import Tensors

/// A multilayer perceptron with ReLU between its layers, written on tensors alone.
struct Perceptron {
    let weights: [Parameter]
    let biases: [Parameter]
    var velocities: [Tensor]

    init(_ sizes: [Int]) {
        var weights: [Parameter] = []
        var biases: [Parameter] = []
        for layer in 1..<sizes.count {
            let bound = 1 / Double(sizes[layer - 1]).squareRoot()
            let key = RandomKey(key: 1, stream: UInt64(layer))
            weights.append(
                Parameter(
                    .uniform(
                        [sizes[layer], sizes[layer - 1]], low: -bound, high: bound, key: key)))
            biases.append(Parameter(.zeros([sizes[layer]])))
        }
        self.weights = weights
        self.biases = biases
        velocities = (weights + biases).map { .zeros($0.value.shape) }
    }

    /// The logits of `x`; `dropout` follows every hidden layer.
    func callAsFunction(_ x: Tensor, dropout rate: Double, key: RandomKey) -> Tensor {
        var y = x
        for layer in weights.indices {
            y = linear(y, weights[layer].tracked, biases[layer].tracked)
            if layer == weights.count - 1 { break }
            y = dropout(y.relu(), rate: rate, key: key.substream(layer))
        }
        return y
    }

    /// One step of stochastic gradient descent on a batch.
    mutating func train(_ x: Tensor, _ classes: [Int32], _ rule: Rule, step: Int) {
        let key = RandomKey(key: 2, stream: UInt64(step))
        let gradients = withTape {
            crossEntropy(self(x, dropout: rule.dropout, key: key), classes: classes).gradients()
        }
        for (index, parameter) in (weights + biases).enumerated() {
            guard let gradient = gradients[parameter] else { continue }
            if rule.momentum == 0 {
                parameter.applySGD(
                    gradient, learningRate: rule.learningRate, weightDecay: rule.weightDecay)
            } else {
                parameter.applySGD(
                    gradient, velocity: &velocities[index], learningRate: rule.learningRate,
                    momentum: rule.momentum, weightDecay: rule.weightDecay)
            }
        }
    }

    /// The settings of a training step.
    struct Rule {
        var learningRate: Double
        var momentum = 0.0
        var weightDecay = 0.0
        var dropout = 0.0
    }
}
