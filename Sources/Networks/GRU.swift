public import Randomness
public import Tensors

/// Gated recurrent units: r and z gate what h_t = (1 − z) n + z h_(t−1) keeps, with n = tanh(W_x
/// x_t + b_x + r (W_h h_(t−1) + b_h)).
///
/// Source: K. Cho et al., arXiv 1406.1078, in the form of cuDNN and PyTorch.
public struct GRU: RecurrentLayer {
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
            inputs: inputs, hidden: hidden, gates: 3, layers: layers,
            bidirectional: bidirectional, learnedStates: initialState == .learned ? 1 : 0,
            initializer: initializer, key: key)
        self.output = output
    }

    public func run(
        _ input: Tensor, _ weights: RecurrentWeights, _ initial: RecurrentState, reverse: Bool
    ) -> Tensor {
        gru(
            weights.sums(input, bias: weights.inputBias.tracked),
            weight: weights.hiddenWeight.tracked, bias: weights.hiddenBias.tracked,
            hidden: initial.hidden, reverse: reverse)
    }
}
