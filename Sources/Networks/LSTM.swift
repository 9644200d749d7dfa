public import Randomness
public import Tensors

/// A long short-term memory: gates i, f, g, o = W_x x_t + b_x + W_h h_(t−1) + b_h; c_t = σ(f)
/// c_(t−1) + σ(i) tanh(g), h_t = σ(o) tanh(c_t).
///
/// Source: S. Hochreiter, J. Schmidhuber, Neural Computation 9, 1997.
public struct LSTM: RecurrentLayer {
    public let layers: [RecurrentDirections]
    public let output: RecurrentOutput

    /// - Parameter initializer: by default all weights and biases are uniform within 1 / √hidden,
    ///   as in PyTorch; an initializer sees `hidden` as the fan-in.
    public init(
        inputs: Int, hidden: Int, layers: Int = 1, bidirectional: Bool = false,
        output: RecurrentOutput = .sequence, initialState: InitialState = .zeros,
        initializer: Initializer = .pytorch, key: RandomKey
    ) {
        self.layers = Self.directions(
            inputs: inputs, hidden: hidden, gates: 4, layers: layers,
            bidirectional: bidirectional, learnedStates: initialState == .learned ? 2 : 0,
            initializer: initializer, key: key)
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
