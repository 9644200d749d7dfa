internal import Components
public import Tensors

/// A long short-term memory: gates i, f, g, o = W_x x_t + b_x + W_h h_(t−1) + b_h; c_t = σ(f)
/// c_(t−1) + σ(i) tanh(g), h_t = σ(o) tanh(c_t).
///
/// Source: S. Hochreiter, J. Schmidhuber, Neural Computation 9, 1997.
public struct LSTM: RecurrentLayer {
    public static let gates = 4
    public static let states = 2
    public let layers: [RecurrentDirections]
    public let output: RecurrentOutput

    public init(layers: [RecurrentDirections], output: RecurrentOutput) {
        self.layers = layers
        self.output = output
    }

    public func run(
        _ input: Tensor, _ weights: RecurrentWeights, _ initial: RecurrentState, reverse: Bool
    ) -> Tensor {
        lstm(
            weights.sums(input, bias: weights.bias), weight: weights.hiddenWeight.tracked,
            hidden: initial.hidden, cell: initial.cell, reverse: reverse)
    }
}

extension LayerKind {
    package static let lstm = recurrent(
        LSTM.self, "lstm", "A long short-term memory (Hochreiter and Schmidhuber 1997).")
}
